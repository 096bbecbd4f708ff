import { type Kysely, sql, type Transaction } from "kysely";
import { Conflict, must } from "../model/errors.ts";
import { type PerKind, type TakeoverCounts, type TakeoverKind, TakeoverLine, writingActions } from "../model/takeover.ts";
import type { Tables } from "../store/tables.ts";

const linesAtOnce = 500;
const isWriting = (line: TakeoverLine) => writingActions.some((action) => action === line.action);

/** Numbers for new records, from where their tables count: nobody else gets them. */
export async function reserveNumbers(trx: Transaction<Tables>, counts: PerKind<number>): Promise<PerKind<readonly number[]>> {
  const take = async (kind: TakeoverKind) => {
    const answer = await sql<{ id: number }>`
      select nextval(pg_get_serial_sequence(${`${kind}s`}, 'id'))::int as id from generate_series(1, ${counts[kind]}::int)`.execute(trx);
    return answer.rows.map((row) => row.id);
  };
  return {
    customer: await take("customer"),
    site: await take("site"),
    user: await take("user"),
    agent: await take("agent"),
    asset: await take("asset"),
  };
}

/** Stores a plan in place of the one before, with the hash that carrying it out must name. */
export async function savePlan(
  trx: Transaction<Tables>,
  plan: { readonly takeoverId: number; readonly lines: readonly TakeoverLine[]; readonly counts: TakeoverCounts; readonly now: Date },
): Promise<void> {
  const { takeoverId, lines, counts, now } = plan;
  await trx.deleteFrom("takeover_lines").where("takeover_id", "=", takeoverId).execute();
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    const rows = lines.slice(from, from + linesAtOnce).map((line, index) => ({
      seq: from + index + 1,
      kind: line.kind,
      action: line.action,
      row_number: line.row,
      external_id: line.externalId,
      record_id: line.recordId,
      name: line.name,
      says: line.says,
      detail: JSON.stringify(line),
      state: isWriting(line) ? "planned" : "noted",
    }));
    await sql`
      insert into takeover_lines (takeover_id, seq, kind, action, row_number, external_id, record_id, name, says, detail, digest, state)
      select ${takeoverId}::int, seq, kind, action, row_number, external_id, record_id, name, says, detail, sha256(convert_to(detail, 'UTF8')), state
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as r(seq int, kind text, action text, row_number int, external_id text, record_id int, name text, says text, detail text, state text)`.execute(
      trx,
    );
  }
  await trx
    .updateTable("takeovers")
    .set({ state: "planned", planned_at: now, counts: JSON.stringify(counts), plan_hash: await computeHash(trx, takeoverId) })
    .where("id", "=", takeoverId)
    .execute();
}

async function computeHash(trx: Transaction<Tables>, takeoverId: number): Promise<string> {
  const answer = await sql<{ hash: string }>`
    select encode(sha256(convert_to(${`take-over ${takeoverId}\n`}, 'UTF8') || coalesce(string_agg(digest, ''::bytea order by seq), ''::bytea)), 'hex') as hash
    from takeover_lines where takeover_id = ${takeoverId}::int and state <> 'noted'`.execute(trx);
  return must(answer.rows[0], "a hash").hash;
}

/** A stored line with its place and what became of it. */
export interface StoredTakeoverLine {
  readonly seq: number;
  readonly line: TakeoverLine;
  readonly state: string;
  readonly says: string | null;
  readonly appliedVersion: number | null;
}

export interface TakeoverLineFilter {
  readonly kind?: string | undefined;
  readonly action?: string | undefined;
  readonly state?: string | undefined;
  /** Words of the name, the id in the other system, or the reason. */
  readonly q?: string | undefined;
}

/** The condition on lines of a take-over that a filter makes. */
export function takeoverLinesWhere(takeoverId: number, { kind, action, state, q }: TakeoverLineFilter) {
  const conditions = [sql`takeover_id = ${takeoverId}::int`];
  if (kind !== undefined) conditions.push(sql`kind = ${kind}`);
  if (action !== undefined) conditions.push(sql`action = ${action}`);
  if (state !== undefined) conditions.push(sql`state = ${state}`);
  if (q !== undefined && q.trim() !== "")
    conditions.push(sql`position(lower(${q.trim()}) in lower(name || ' ' || coalesce(external_id, '') || ' ' || coalesce(says, ''))) > 0`);
  return sql.join(conditions, sql` and `);
}

/** One sheet of the lines of a plan, in its order, and how many the filter lets through. @throws Conflict for a line that is not as it was stored */
export async function listTakeoverLines(
  db: Kysely<Tables>,
  takeoverId: number,
  filter: TakeoverLineFilter,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly StoredTakeoverLine[]; readonly total: number }> {
  const where = takeoverLinesWhere(takeoverId, filter);
  const counted = await sql<{ n: number }>`select count(*)::int as n from takeover_lines where ${where}`.execute(db);
  const items = await readLines(db, sql`${where} order by seq limit ${limit}::int offset ${from}::int`);
  return { items, total: counted.rows[0]?.n ?? 0 };
}

/** Lines that a condition finds. @throws Conflict for one whose text is not what was planned */
export async function readLines(db: Kysely<Tables>, rest: ReturnType<typeof sql>): Promise<readonly StoredTakeoverLine[]> {
  const answer = await sql<{
    seq: number;
    detail: string;
    state: string;
    says: string | null;
    applied_version: number | null;
    is_intact: boolean;
  }>`
    select seq, detail, state, says, applied_version, digest = sha256(convert_to(detail, 'UTF8')) as is_intact
    from takeover_lines where ${rest}`.execute(db);
  return answer.rows.map((row) => {
    if (!row.is_intact)
      throw new Conflict(`Line ${row.seq} of the plan is not the line that was planned. Nothing of it is carried out; plan anew.`);
    return {
      seq: row.seq,
      line: TakeoverLine.parse(JSON.parse(row.detail)),
      state: row.state,
      says: row.says,
      appliedVersion: row.applied_version,
    };
  });
}
