import { sql, type Transaction } from "kysely";
import { explainUses, findUses } from "../desk/find-uses.ts";
import type { TakeoverKind, TakeoverLine } from "../model/takeover.ts";
import type { Tables } from "../store/tables.ts";
import type { StoredTakeoverLine } from "./save-plan.ts";

interface Batch {
  readonly takeoverId: number;
  readonly kind: TakeoverKind;
  readonly lines: readonly StoredTakeoverLine[];
}

/**
 * Locks the records of lines and says which lines no longer fit: the record is another version or gone, what it refers to is not there,
 * its name was taken meanwhile, or something uses what would be removed.
 */
export async function findLineDrift(trx: Transaction<Tables>, batch: Batch): Promise<ReadonlyMap<number, string>> {
  const drift = new Map<number, string>();
  const versions = await lockVersions(trx, batch);
  for (const { seq, line } of batch.lines) {
    const version = versions.get(line.recordId ?? 0);
    if (line.action === "create" ? version !== undefined : version === undefined)
      drift.set(seq, "the record is gone, or its number is taken");
    else if (version !== undefined && version !== line.expectsVersion) drift.set(seq, "the record was changed after this plan was made");
  }
  for (const [seq, says] of await findMissing(trx, batch)) drift.set(seq, says);
  for (const [seq, says] of await findTakenNames(trx, batch)) drift.set(seq, says);
  for (const [seq, says] of await findNewUses(trx, batch)) drift.set(seq, says);
  return drift;
}

async function lockVersions(trx: Transaction<Tables>, { kind, lines }: Batch): Promise<ReadonlyMap<number, number>> {
  const ids = lines.map(({ line }) => line.recordId);
  const answer = await sql<{ id: number; version: number }>`
    select id, version from ${sql.table(`${kind}s`)} where id = any(${ids}::int[]) order by id for update`.execute(trx);
  return new Map(answer.rows.map((row) => [row.id, row.version]));
}

const references = { customerId: "customers", siteId: "sites", typeId: "asset_types", statusId: "asset_statuses" } as const;

async function findMissing(trx: Transaction<Tables>, { lines }: Batch): Promise<readonly (readonly [number, string])[]> {
  const missing: (readonly [number, string])[] = [];
  for (const [field, table] of Object.entries(references)) {
    const wanted = lines.flatMap(({ seq, line }) =>
      line.changes.filter((one) => one.field === field && one.after !== null).map((one) => [seq, Number(one.after)] as const),
    );
    if (wanted.length === 0) continue;
    const ids = wanted.map(([, id]) => id);
    const answer = await sql<{ id: number }>`select id from ${sql.table(table)} where id = any(${ids}::int[])`.execute(trx);
    const known = new Set(answer.rows.map((row) => row.id));
    for (const [seq, id] of wanted)
      if (!known.has(id)) missing.push([seq, `its ${table.replaceAll("_", " ").slice(0, -1)} ${id} is not there`]);
  }
  return missing;
}

/** Customers have names of their own, and sites within their customer. */
async function findTakenNames(trx: Transaction<Tables>, { kind, lines }: Batch): Promise<readonly (readonly [number, string])[]> {
  if (kind !== "customer" && kind !== "site") return [];
  const rows = lines.flatMap(({ seq, line }) => {
    const name = changeOf(line, "name");
    return typeof name === "string" ? [{ seq, id: line.recordId, name, customer_id: changeOf(line, "customerId") }] : [];
  });
  if (rows.length === 0) return [];
  const within =
    kind === "site" ? sql`and t.customer_id = coalesce(r.customer_id, (select o.customer_id from sites o where o.id = r.id))` : sql``;
  const answer = await sql<{ seq: number; name: string }>`
    select r.seq, r.name from json_to_recordset(${JSON.stringify(rows)}::json) as r(seq int, id int, name text, customer_id int)
    join ${sql.table(`${kind}s`)} t on lower(t.name) = lower(r.name) and t.id <> r.id ${within}`.execute(trx);
  return answer.rows.map((row) => [row.seq, `there is another ${kind} called "${row.name}" meanwhile`]);
}

function changeOf(line: TakeoverLine, field: string) {
  return line.changes.find((change) => change.field === field)?.after ?? null;
}

/** Uses by records that this very undo takes back are none. */
async function findNewUses(trx: Transaction<Tables>, { takeoverId, kind, lines }: Batch): Promise<readonly (readonly [number, string])[]> {
  const removed = lines.filter(({ line }) => line.action === "remove");
  if (removed.length === 0) return [];
  const uses = await findUses(
    trx,
    kind,
    removed.map(({ line }) => line.recordId ?? 0),
  );
  const owners = uses.filter((use) => use.table === "managers" && use.ownerId !== null).map((use) => use.ownerId);
  const answer = await sql<{ record_id: number }>`
    select record_id from takeover_lines where takeover_id = ${takeoverId}::int and kind = 'user' and record_id = any(${owners}::int[])
    and action in ('remove', 'restore')`.execute(trx);
  const going = new Set(answer.rows.map((row) => row.record_id));
  const standing = Map.groupBy(
    uses.filter((use) => !(use.table === "managers" && going.has(use.ownerId ?? 0))),
    (use) => use.id,
  );
  return removed.flatMap(({ seq, line }) => {
    const own = standing.get(line.recordId ?? 0);
    return own === undefined ? [] : [[seq, `it is used since by ${explainUses(own)}`] as const];
  });
}
