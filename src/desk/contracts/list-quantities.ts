import { type Kysely, sql } from "kysely";
import type { Tables } from "../../store/tables.ts";

/** What has quantities that are kept with their dates. */
export type QuantityKind = "subscription" | "softwareLicence";

/** A quantity, with the moment from which it holds. `quantity` is what was bought; `assigned` what of it is in use. */
export interface QuantityStep {
  readonly at: Date;
  readonly quantity: number;
  readonly assigned: number;
  readonly by: string;
}

/** One sheet of the quantities of a subscription or a licence, the newest first. Of several at one moment, the last one counts. */
export async function listQuantities(
  db: Kysely<Tables>,
  { kind, id, from, limit }: { readonly kind: QuantityKind; readonly id: number; readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly QuantityStep[]; readonly total: number }> {
  const steps = sql`
    (select distinct on (at) id, at, quantity, assigned, by_name from quantity_changes
    where kind = ${kind} and record_id = ${id}::int order by at desc, id desc) step`;
  const items = await sql<QuantityStep>`
    select at, quantity, assigned, by_name as by from ${steps} order by at desc limit ${limit}::int offset ${from}::int`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${steps}`.execute(db);
  return { items: items.rows, total: counted.rows[0]?.n ?? 0 };
}

/** The quantities that held at a moment, by record; who had none yet is missing. */
export async function findQuantitiesAt(
  db: Kysely<Tables>,
  { kind, ids, before }: { readonly kind: QuantityKind; readonly ids: readonly number[]; readonly before: Date },
): Promise<ReadonlyMap<number, QuantityStep>> {
  if (ids.length === 0) return new Map();
  const found = await sql<QuantityStep & { readonly id: number }>`
    select distinct on (record_id) record_id as id, at, quantity, assigned, by_name as by from quantity_changes
    where kind = ${kind} and record_id = any(${ids}::int[]) and at < ${before}::timestamptz order by record_id, at desc, id desc`.execute(
    db,
  );
  return new Map(found.rows.map(({ id, ...step }) => [id, step]));
}
