import { type Kysely, type RawBuilder, sql } from "kysely";
import { NotFound } from "../../model/errors.ts";
import type { RecordKind, RecordOf } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import { assertCustomFilters } from "./assert-custom-filters.ts";
import { conditionFor, orderFor, type RecordFilter } from "./filter-records.ts";
import { readRecords } from "./read-record.ts";

/** Which sheet of a list: a filter, an order, a window. */
export interface RecordQuery {
  readonly filter: RecordFilter;
  /** A field, or `-` and a field; null takes the kind's own order. */
  readonly sort: string | null;
  readonly from: number;
  readonly limit: number;
}

/** One sheet of the records of a kind, and how many the filter lets through. @throws Invalid for a filter or an order that the kind does not know */
export async function listRecordsOf<K extends RecordKind>(
  db: Kysely<Tables>,
  kind: K,
  query: RecordQuery,
): Promise<{ readonly items: readonly RecordOf<K>[]; readonly total: number }> {
  await assertCustomFilters(db, kind, query.filter.fields);
  const where = conditionFor(kind, query.filter);
  const ids = await listIds(db, kind, where, query);
  return { items: await readRecords(db, kind, ids), total: await countIds(db, kind, where, { ...query, found: ids.length }) };
}

/** How many there are. A sheet that is not full tells it by itself. */
async function countIds(
  db: Kysely<Tables>,
  kind: RecordKind,
  where: RawBuilder<unknown>,
  { from, limit, found }: { readonly from: number; readonly limit: number; readonly found: number },
): Promise<number> {
  if (found < limit && (found > 0 || from === 0)) return from + found;
  return await count(db, kind, where);
}

/** Everything that a filter lets through, some hundred at a time, as it stood when the first were read. */
export async function* streamRecordsOf<K extends RecordKind>(
  db: Kysely<Tables>,
  kind: K,
  query: Pick<RecordQuery, "filter" | "sort">,
): AsyncIterable<readonly RecordOf<K>[]> {
  await assertCustomFilters(db, kind, query.filter.fields);
  const ids = await listIds(db, kind, conditionFor(kind, query.filter), { ...query, from: 0, limit: null });
  for (let from = 0; from < ids.length; from += 1000) yield await readRecords(db, kind, ids.slice(from, from + 1000));
}

interface Window {
  readonly from: number;
  /** Null takes all. */
  readonly limit: number | null;
}

async function listIds(
  db: Kysely<Tables>,
  kind: RecordKind,
  where: RawBuilder<unknown>,
  { sort, ...window }: Window & { readonly sort: string | null },
): Promise<readonly number[]> {
  const { join, order, narrow } = orderFor(kind, sort);
  const found = await selectIds(db, kind, sql`${narrow?.join ?? join} where ${where} order by ${order}`, window);
  if (narrow === null || (window.limit !== null && found.length >= window.limit)) return found;
  const isWithin = found.length > 0 || window.from === 0;
  const before = isWithin ? window.from + found.length : await count(db, kind, sql`${where} and ${narrow.reference} is not null`);
  const rest = { from: Math.max(0, window.from - before), limit: window.limit === null ? null : window.limit - found.length };
  return [...found, ...(await selectIds(db, kind, sql`where ${where} and ${narrow.reference} is null order by t.id`, rest))];
}

async function selectIds(
  db: Kysely<Tables>,
  kind: RecordKind,
  rest: RawBuilder<unknown>,
  { from, limit }: Window,
): Promise<readonly number[]> {
  const sheet = limit === null ? sql`` : sql`limit ${limit}::int offset ${from}::int`;
  const answer = await sql<{ id: number }>`select t.id from ${sql.table(kind.table)} t ${rest} ${sheet}`.execute(db);
  return answer.rows.map((row) => row.id);
}

async function count(db: Kysely<Tables>, kind: RecordKind, where: RawBuilder<unknown>): Promise<number> {
  const answer = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(kind.table)} t where ${where}`.execute(db);
  return answer.rows[0]?.n ?? 0;
}

/** A record by number; null where there is none. */
export async function findRecordOf<K extends RecordKind>(db: Kysely<Tables>, kind: K, id: number): Promise<RecordOf<K> | null> {
  const [record] = await readRecords(db, kind, [id]);
  return record ?? null;
}

/** A record by number. @throws NotFound */
export async function getRecordOf<K extends RecordKind>(db: Kysely<Tables>, kind: K, id: number): Promise<RecordOf<K>> {
  const record = await findRecordOf(db, kind, id);
  if (record === null) throw new NotFound(`There is no ${kind.one} ${id}.`);
  return record;
}
