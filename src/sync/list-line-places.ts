import { sql } from "kysely";
import type { Db } from "../store/open-database.ts";
import { type LineOrder, orderLines, type PlanFilter, whereLine } from "./line-query.ts";
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
  const answer = await sql<{ seqs: Buffer | null }>`
    select string_agg(int4send(seq), ''::bytea order by ${orderLines(order, settings, sites)}) as seqs
    from changes where run_id = ${run.id}::int and ${whereLine(filter, settings)}`.execute(db);
  return unpack(answer.rows[0]?.seqs ?? Buffer.alloc(0));
}

/** Big-endian numbers, as PostgreSQL sends them. */
function unpack(bytes: Buffer): Uint32Array {
  const places = new Uint32Array(bytes.length / 4);
  for (let index = 0; index < places.length; index += 1) places[index] = bytes.readUInt32BE(index * 4);
  return places;
}
