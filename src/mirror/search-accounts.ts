import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** An account of a directory that no desk record is linked to. */
export interface FoundAccountRow {
  readonly id: string;
  readonly connection_id: number;
  readonly connection: string;
  readonly name: string | null;
  readonly email: string;
  readonly is_active: boolean;
  readonly search_key: string;
}

/** Of so many finds those are taken that the desk does not have. */
const looksAt = 500;

/** Accounts that are not on the desk, by a condition on `p.search_key`; those who are still in the directory first. */
export async function searchAccounts(
  db: Kysely<Tables>,
  condition: ReturnType<typeof sql<boolean>>,
  limit: number,
): Promise<readonly FoundAccountRow[]> {
  const answer = await sql<FoundAccountRow>`
    select f.external_id as id, f.connection_id, c.name as connection, m.name, m.email, m.absent_since is null as is_active, f.search_key
    from (select p.external_id, p.connection_id, p.search_key from mirror_search p where ${condition} limit ${looksAt}::int) f
    join mirror_people m on m.connection_id = f.connection_id and m.external_id = f.external_id
    join connections c on c.id = f.connection_id
    where m.defect is null and not exists (
      select 1 from links l where l.connection_id = f.connection_id and l.external_id = f.external_id)
    order by is_active desc limit ${limit}::int`.execute(db);
  return answer.rows;
}
