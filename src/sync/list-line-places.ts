import { type RawBuilder, sql } from "kysely";
import type { Db } from "../store/open-database.ts";
import { type LineOrder, type PlanFilter, rankLines, whereLine } from "./line-query.ts";
import type { PlanScene } from "./load-plan-scene.ts";

/**
 * The places of a plan's lines that a filter lets through, in order: one query that reads nothing else, four bytes a line. A window of a
 * list of 100,000 is then fetched by its places.
 */
export async function listLinePlaces(
  db: Db,
  { run, settings, names }: PlanScene,
  filter: PlanFilter,
  order: LineOrder,
): Promise<Uint32Array> {
  const sites = [...names.catalogue.sites].toSorted(([, a], [, b]) => a.name.localeCompare(b.name)).map(([id]) => id);
  const lines = sql`from changes where run_id = ${run.id}::int and ${whereLine(filter, settings)}`;
  const ranking = rankLines(order, settings, sites);
  return ranking.kind === "rank" ? await listByRank(db, lines, ranking.rank) : await listByText(db, lines, ranking);
}

/** Few ranks for many lines: the database groups, and the numbers are put in order here, which costs half of sorting there. */
async function listByRank(db: Db, lines: RawBuilder<unknown>, rank: RawBuilder<number>): Promise<Uint32Array> {
  const answer = await sql<{ rank: number; seqs: Buffer }>`
    select ${rank} as rank, string_agg(int4send(seq), ''::bytea) as seqs ${lines} group by 1`.execute(db);
  const groups = answer.rows.toSorted((a, b) => a.rank - b.rank).map(({ seqs }) => unpack(seqs).sort());
  const places = new Uint32Array(groups.reduce((sum, group) => sum + group.length, 0));
  let filled = 0;
  for (const group of groups) {
    places.set(group, filled);
    filled += group.length;
  }
  return places;
}

async function listByText(
  db: Db,
  lines: RawBuilder<unknown>,
  { text, isDescending }: { readonly text: RawBuilder<string>; readonly isDescending: boolean },
): Promise<Uint32Array> {
  const direction = isDescending ? sql`desc` : sql`asc`;
  const answer = await sql<{ seqs: Buffer | null }>`
    select string_agg(int4send(seq), ''::bytea order by ${text} ${direction}, seq) as seqs ${lines}`.execute(db);
  return unpack(answer.rows[0]?.seqs ?? Buffer.alloc(0));
}

/** Big-endian numbers, as PostgreSQL sends them. */
function unpack(bytes: Buffer): Uint32Array {
  const places = new Uint32Array(bytes.length / 4);
  for (let index = 0; index < places.length; index += 1) places[index] = bytes.readUInt32BE(index * 4);
  return places;
}
