import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../../store/tables.ts";

/** What a list of no kind of record reads: `columns` of `tables`, whose rows `id` names, those that `where` holds for, in an order. */
export interface Listing {
  readonly columns: RawBuilder<unknown>;
  readonly tables: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
}

/** One sheet of a list, and how many rows it has on all sheets. `Row` is what its columns are called. */
export async function listSheet<Row>(
  db: Kysely<Tables>,
  { columns, tables, where, order }: Listing,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly Row[]; readonly total: number }> {
  const items = await sql<Row>`
    select ${columns} from ${tables} where ${where} order by ${order} limit ${limit}::int offset ${from}::int`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${tables} where ${where}`.execute(db);
  return { items: items.rows, total: counted.rows[0]?.n ?? 0 };
}

/** Every row of a list, a thousand at a time, in the order that they had when the first were read; one that is gone by then is left out. */
export async function* streamSheets<Row>(
  db: Kysely<Tables>,
  { columns, tables, id, where, order }: Listing,
): AsyncIterable<readonly Row[]> {
  const found = await sql<{ id: number }>`select ${id} as id from ${tables} where ${where} order by ${order}`.execute(db);
  for (let from = 0; from < found.rows.length; from += 1000) {
    const ids = found.rows.slice(from, from + 1000).map((row) => row.id);
    const rows = await sql<Row>`
      select ${columns} from ${tables} where ${id} = any(${ids}::int[]) order by array_position(${ids}::int[], ${id})`.execute(db);
    yield rows.rows;
  }
}
