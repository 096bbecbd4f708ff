import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** How many agents can sign in, and how many of them have a licence of their own. */
export async function countAgents(db: Kysely<Tables>): Promise<{ readonly active: number; readonly named: number }> {
  const answer = await sql<{ active: number; named: number }>`
    select count(*)::int as active, count(*) filter (where licence = 'named')::int as named
    from agents where is_active and not is_api_only`.execute(db);
  return answer.rows[0] ?? { active: 0, named: 0 };
}
