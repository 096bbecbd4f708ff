import { sql, type Transaction } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import type { PlannedLine } from "./apply-changes.ts";

/**
 * Locks the records of the lines and says which lines no longer fit: the record is another version or gone, the account or the record
 * was linked or unlinked meanwhile, or the number of a record to restore is taken.
 */
export async function findDrift(
  trx: Transaction<Tables>,
  connectionId: number,
  entity: Entity,
  lines: readonly PlannedLine[],
): Promise<ReadonlyMap<number, string>> {
  const drift = new Map<number, string>();
  const versions = await lockVersions(
    trx,
    entity,
    lines.map((line) => line.recordId),
  );
  const { recordOfAccount, accountOfRecord } = await lockLinks(trx, connectionId, entity, lines);
  for (const { seq, change, recordId } of lines) {
    const version = versions.get(recordId);
    if (change.kind === "create") {
      if (version !== undefined) drift.set(seq, "a record with this number exists again");
    } else if (version === undefined) drift.set(seq, "the record is gone");
    else if (version !== change.expectsVersion) drift.set(seq, "the record was changed after this plan was made");
    if (drift.has(seq) || change.link === null || change.externalId === null) continue;
    const linkedTo = recordOfAccount.get(change.externalId);
    const linkedBy = accountOfRecord.get(recordId);
    if (change.link.before === null && (linkedTo !== undefined || linkedBy !== undefined))
      drift.set(seq, "the account or the record was linked meanwhile");
    if (change.link.before !== null && linkedTo !== recordId) drift.set(seq, "the link was removed meanwhile");
  }
  return drift;
}

async function lockVersions(trx: Transaction<Tables>, entity: Entity, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (ids.length === 0) return new Map();
  const table = sql.table(entity === "user" ? "users" : "agents");
  const answer = await sql<{ id: number; version: number }>`
    select id, version from ${table} where id = any(${ids}) order by id for update`.execute(trx);
  return new Map(answer.rows.map((row) => [row.id, row.version]));
}

async function lockLinks(trx: Transaction<Tables>, connectionId: number, entity: Entity, lines: readonly PlannedLine[]) {
  const linked = lines.filter(({ change }) => change.link !== null);
  const accounts = linked.map(({ change }) => change.externalId).filter((id) => id !== null);
  // Nobody can have linked a record that does not exist yet.
  const records = linked.filter(({ change }) => change.kind !== "create").map((line) => line.recordId);
  const recordOfAccount = new Map<string, number>();
  const accountOfRecord = new Map<number, string>();
  if (linked.length > 0) {
    // Two look-ups, each by its index: joined by "or" they would read the whole table.
    const answer = await sql<{ external_id: string; record_id: number }>`
      select external_id, record_id from links where connection_id = ${connectionId}::int and entity = ${entity} and external_id = any(${accounts}::text[])
      union all
      select external_id, record_id from links where entity = ${entity} and record_id = any(${records}::int[]) and connection_id = ${connectionId}::int`.execute(
      trx,
    );
    for (const row of answer.rows) {
      recordOfAccount.set(row.external_id, row.record_id);
      accountOfRecord.set(row.record_id, row.external_id);
    }
  }
  return { recordOfAccount, accountOfRecord };
}
