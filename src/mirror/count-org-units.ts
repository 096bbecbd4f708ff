import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** How many accounts of the copy stand in each org unit itself, by path. */
export async function countOrgUnits(db: Kysely<Tables>, connectionId: number): Promise<ReadonlyMap<string, number>> {
  const answer = await sql<{ path: string | null; n: string }>`
    select person ->> 'orgUnit' as path, count(*) as n from mirror_people
    where connection_id = ${connectionId}::int and absent_since is null and defect is null group by 1`.execute(db);
  return new Map(answer.rows.flatMap(({ path, n }) => (path === null || path === "" ? [] : [[path, Number(n)] as const])));
}
