import { sql, type Transaction } from "kysely";
import type { Change } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import type { PlannedLine } from "./apply-changes.ts";

export interface LinksToWrite {
  readonly connectionId: number;
  readonly entity: Entity;
  readonly lines: readonly PlannedLine[];
  /** Managers bound in this very batch: nobody waits for them. */
  readonly boundManagers: ReadonlyMap<string, number>;
}

/** Writes the links of lines: made, changed, removed. */
export async function writeLinks(trx: Transaction<Tables>, { connectionId, entity, lines, boundManagers }: LinksToWrite): Promise<void> {
  const gone = lines.filter(({ change }) => change.link !== null && change.link.after === null).map(({ change }) => change.externalId);
  if (gone.length > 0) {
    await sql`delete from links where connection_id = ${connectionId}::int and entity = ${entity} and external_id = any(${gone})`.execute(
      trx,
    );
  }
  const rows = lines.flatMap((line) => {
    const after = line.change.link?.after ?? null;
    if (after === null) return [];
    return [
      {
        external_id: line.change.externalId,
        record_id: line.recordId,
        since_run_id: after.sinceRunId,
        given: after.given,
        deactivated_because: after.deactivatedBecause,
        waits_for_manager: waitsFor(line.change, boundManagers) ?? null,
        keeps_waiting: keepsWaiting(line.change),
      },
    ];
  });
  if (rows.length === 0) return;
  await sql`
    insert into links (connection_id, entity, external_id, record_id, since_run_id, given, deactivated_because, waits_for_manager)
    select ${connectionId}::int, ${entity}, r.external_id, r.record_id, r.since_run_id, r.given, r.deactivated_because,
      case when r.keeps_waiting then (
        select w.waits_for_manager from links w where w.connection_id = ${connectionId}::int and w.entity = ${entity} and w.external_id = r.external_id)
      else r.waits_for_manager end
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r(external_id text, record_id int, since_run_id int, given json, deactivated_because text, waits_for_manager text, keeps_waiting boolean)
    on conflict (connection_id, entity, external_id) do update set
      record_id = excluded.record_id, since_run_id = excluded.since_run_id, given = excluded.given,
      deactivated_because = excluded.deactivated_because, waits_for_manager = excluded.waits_for_manager`.execute(trx);
}

/** Whether a line leaves alone whom the record waits for: that may have changed since, when the manager was imported or removed. */
function keepsWaiting({ link, manager }: Change): boolean {
  return manager === null && link !== null && link.before !== null && link.before.waitsForManager === link.after?.waitsForManager;
}

function waitsFor(change: Change, bound: ReadonlyMap<string, number>): string | null {
  const planned = change.link?.after?.waitsForManager ?? null;
  return planned === null || bound.has(planned) ? null : planned;
}
