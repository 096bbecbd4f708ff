import { sql } from "kysely";
import type { Db } from "../store/open-database.ts";
import { listChanges, type StoredLine } from "../sync/save-changes.ts";

/** What a preview shows of a plan, besides its counts. */
export interface Preview {
  /** Lines that write, and those to decide: what takes something away first. */
  readonly lines: readonly StoredLine[];
  /** How many such lines there are in all. */
  readonly total: number;
  /** People who are linked, and whom the directory or every mapping has let go. */
  readonly missing: readonly StoredLine[];
  readonly decisions: readonly StoredLine[];
  /** How many people each mapping leaves out on purpose. */
  readonly leftOutBy: ReadonlyMap<number, number>;
  /** How many people of this plan are held back, by reason. */
  readonly heldBecause: ReadonlyMap<string, number>;
}

/** Gathers the first lines of a plan in the order in which people want to read them. */
export async function listPreview(db: Db, runId: number, limit: number): Promise<Preview> {
  const { seqs, total } = await chooseLines(db, runId, limit);
  const lines: StoredLine[] = [];
  for (const seq of seqs) lines.push(...(await listChanges(db, runId, { after: seq - 1, limit: 1 })));
  const left = await sql<{ mapping_id: number; n: string }>`
    select mapping_id, count(*) as n from changes
    where run_id = ${runId}::int and kind = 'leftOut' and mapping_id is not null and reason = 'mappingLeavesOut'
    group by mapping_id`.execute(db);
  const held = await sql<{ because: string | null; n: string }>`
    select held.one ->> 'detail' as because, count(*) as n
    from changes, lateral (
      select one from json_array_elements(detail::json -> 'because') as one where one ->> 'reason' = 'held' limit 1) held
    where run_id = ${runId}::int and kind = 'leftOut' and reason = 'held'
    group by 1 order by 2 desc, 1`.execute(db);
  return {
    lines,
    total,
    missing: await listChanges(db, runId, { after: 0, limit: 20, kinds: ["notFound", "noLongerMapped"] }),
    decisions: await listChanges(db, runId, { after: 0, limit: 20, kinds: ["decide"] }),
    leftOutBy: new Map(left.rows.map((row) => [row.mapping_id, Number(row.n)])),
    heldBecause: new Map(held.rows.flatMap(({ because, n }) => (because === null ? [] : [[because, Number(n)] as const]))),
  };
}

async function chooseLines(db: Db, runId: number, limit: number): Promise<{ seqs: readonly number[]; total: number }> {
  const rows = await sql<{ seq: number; total: string }>`
    select seq, count(*) over () as total from changes
    where run_id = ${runId}::int and is_ticked and kind not in ('leftOut', 'notFound', 'noLongerMapped')
    order by case
      when kind in ('remove', 'deactivate', 'unlink') then 0
      when loses_role then 1
      when moves_site then 2
      when kind = 'decide' then 3
      when kind in ('update', 'reactivate') then 4
      when kind = 'link' then 5
      else 6 end, seq
    limit ${limit}::int`.execute(db);
  return { seqs: rows.rows.map((row) => row.seq), total: Number(rows.rows[0]?.total ?? 0) };
}
