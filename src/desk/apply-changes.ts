import { type Kysely, sql, type Transaction } from "kysely";
import type { Change } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import { releaseLicencesOf } from "./contracts/release-licences.ts";
import { findDrift } from "./find-drift.ts";
import type { Saving } from "./records/record-rules.ts";
import { writeGrants } from "./write-grants.ts";
import { writeLinks } from "./write-links.ts";
import { insertRecords, removeRecords, unbindManagers, updateRecords } from "./write-records.ts";

/** A line of a plan to carry out, with its place in the plan and the number of its record, new or not. */
export interface PlannedLine {
  readonly seq: number;
  readonly change: Change;
  readonly recordId: number;
}

/** How a line came out. `drifted` lines wrote nothing. */
export type LineOutcome =
  | { readonly seq: number; readonly kind: "applied"; readonly recordId: number; readonly version: number | null }
  | { readonly seq: number; readonly kind: "drifted"; readonly says: string };

export interface LinesToApply {
  readonly runId: number;
  readonly connectionId: number;
  readonly entity: Entity;
  readonly lines: readonly PlannedLine[];
}

/**
 * Carries out lines of one entity inside the caller's transaction, a statement per table. A record that is no longer as its line
 * expects, or a link that somebody else made meanwhile, leaves its line out.
 */
export async function applyChanges(
  trx: Transaction<Tables>,
  { runId, connectionId, entity, lines }: LinesToApply,
  saving: Saving,
): Promise<readonly LineOutcome[]> {
  const drift = await findDrift(trx, connectionId, entity, lines);
  const good = lines.filter((line) => !drift.has(line.seq));
  const managers = await resolveManagers(trx, { runId, connectionId, lines: good });
  await insertRecords(
    trx,
    entity,
    good.filter(({ change }) => change.kind === "create"),
    managers,
  );
  const removed = good.filter(({ change }) => change.kind === "remove").map((line) => line.recordId);
  await unbindManagers(trx, connectionId, entity, removed);
  await writeLinks(trx, { connectionId, entity, lines: good, boundManagers: managers });
  if (entity === "user") await releaseLicencesOf(trx, { kind: "user", ids: removed }, saving);
  await removeRecords(trx, entity, removed);
  const kept = good.filter(({ change }) => change.kind !== "remove");
  const versions = await updateRecords(
    trx,
    entity,
    kept.filter(({ change }) => change.kind !== "create"),
    managers,
  );
  await writeGrants(trx, entity, kept);
  return lines.map(({ seq, change, recordId }) => {
    const says = drift.get(seq);
    if (says !== undefined) return { seq, kind: "drifted", says };
    return { seq, kind: "applied", recordId, version: versions.get(recordId) ?? (change.kind === "create" ? 1 : change.expectsVersion) };
  });
}

/** Desk numbers of the managers that lines name: imported already, or by another line of the same run. */
async function resolveManagers(
  trx: Transaction<Tables>,
  { runId, connectionId, lines }: Omit<LinesToApply, "entity">,
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set<string>();
  for (const { change } of lines) {
    const after = change.manager?.after;
    if (after !== undefined && after !== null && "externalId" in after) wanted.add(after.externalId);
  }
  if (wanted.size === 0) return new Map();
  const answer = await sql<{ external_id: string; record_id: number }>`
    select external_id, record_id from changes
    where run_id = ${runId}::int and external_id = any(${[...wanted]}) and entity = 'user' and is_ticked and kind in ('create', 'link', 'update', 'reactivate')
      and state in ('planned', 'applied')
    union all
    select external_id, record_id from links where connection_id = ${connectionId}::int and entity = 'user' and external_id = any(${[...wanted]})`.execute(
    trx,
  );
  return new Map(answer.rows.map((row) => [row.external_id, row.record_id]));
}

/**
 * Settles managers once all lines of a run are done: whoever waited for somebody imported since is bound, and nobody keeps a manager
 * whose own line was left out. The order of imports does not matter.
 */
export async function settleManagers(db: Kysely<Tables>, runId: number, connectionId: number): Promise<void> {
  await sql`
    update users set manager_id = null where manager_id in (
      select record_id from changes where run_id = ${runId}::int and kind = 'create' and entity = 'user' and state = 'changedSince')`.execute(
    db,
  );
  await sql`
    with bound as (
      update links l set waits_for_manager = null
      from links m
      where l.connection_id = ${connectionId}::int and l.entity = 'user' and l.waits_for_manager is not null
        and m.connection_id = l.connection_id and m.entity = 'user' and m.external_id = l.waits_for_manager
      returning l.record_id, m.record_id as manager_id)
    update users u set manager_id = bound.manager_id from bound where u.id = bound.record_id`.execute(db);
}
