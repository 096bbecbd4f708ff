import { type Kysely, sql, type Transaction } from "kysely";
import type { Change } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import { findDrift } from "./find-drift.ts";
import { insertRecords, removeRecords, updateRecords } from "./write-records.ts";
import { writeGrants } from "./write-grants.ts";
import { writeLinks } from "./write-links.ts";

/** A line of a plan to carry out, with its place in the plan. */
export interface PlannedLine {
  readonly seq: number;
  readonly change: Change;
}

/** How a line came out. `drifted` lines wrote nothing. */
export type LineOutcome =
  | { readonly seq: number; readonly kind: "applied"; readonly recordId: number; readonly version: number | null }
  | { readonly seq: number; readonly kind: "drifted"; readonly says: string };

/**
 * Carries out lines of one entity inside the caller's transaction, a statement per table. A record that is no longer as its line
 * expects, or a link that somebody else made meanwhile, leaves its line out.
 */
export async function applyChanges(trx: Transaction<Tables>, connectionId: number, entity: Entity, lines: readonly PlannedLine[]): Promise<readonly LineOutcome[]> {
  const drift = await findDrift(trx, connectionId, entity, lines);
  const good = lines.filter((line) => !drift.has(line.seq));
  const managers = await resolveManagers(trx, connectionId, good);
  const created = await insertRecords(trx, entity, good.filter(({ change }) => change.kind === "create"), managers);
  const recordOf = (line: PlannedLine) => created.get(line.seq) ?? line.change.recordId ?? 0;
  const removed = good.filter(({ change }) => change.kind === "remove");
  await writeLinks(trx, { connectionId, entity, lines: good, recordOf, boundManagers: managers });
  await removeRecords(trx, entity, removed.map(recordOf));
  const kept = good.filter(({ change }) => change.kind !== "remove");
  const versions = await updateRecords(trx, entity, kept.filter(({ change }) => change.kind !== "create"), managers);
  await writeGrants(trx, entity, kept, recordOf);
  return lines.map((line) => {
    const says = drift.get(line.seq);
    if (says !== undefined) return { seq: line.seq, kind: "drifted", says };
    return { seq: line.seq, kind: "applied", recordId: recordOf(line), version: versions.get(recordOf(line)) ?? (line.change.kind === "create" ? 1 : line.change.expectsVersion) };
  });
}

/** Desk numbers of the managers that lines name, as far as they are imported already. */
async function resolveManagers(trx: Transaction<Tables>, connectionId: number, lines: readonly PlannedLine[]): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set<string>();
  for (const { change } of lines) {
    const after = change.manager?.after;
    if (after !== undefined && after !== null && "externalId" in after) wanted.add(after.externalId);
  }
  if (wanted.size === 0) return new Map();
  const rows = await trx
    .selectFrom("links")
    .select(["external_id", "record_id"])
    .where("connection_id", "=", connectionId)
    .where("entity", "=", "user")
    .where(sql<boolean>`external_id = any(${[...wanted]})`)
    .execute();
  return new Map(rows.map((row) => [row.external_id, row.record_id]));
}

/**
 * Binds everybody whose planned manager has been imported since; the order of imports does not matter. Returns how many were bound.
 */
export async function bindWaitingManagers(db: Kysely<Tables>, connectionId: number): Promise<number> {
  const answer = await sql`
    with bound as (
      update links l set waits_for_manager = null
      from links m
      where l.connection_id = ${connectionId}::int and l.entity = 'user' and l.waits_for_manager is not null
        and m.connection_id = l.connection_id and m.entity = 'user' and m.external_id = l.waits_for_manager
      returning l.record_id, m.record_id as manager_id)
    update users u set manager_id = bound.manager_id from bound where u.id = bound.record_id`.execute(db);
  return Number(answer.numAffectedRows ?? 0);
}
