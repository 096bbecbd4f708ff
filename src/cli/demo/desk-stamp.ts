import { sql } from "kysely";
import type { Db } from "../../store/open-database.ts";

/** A mark of everything on the desk: two marks are the same only when nothing was written in between. */
export async function stampDesk(db: Db): Promise<string> {
  const answer = await sql<{ stamp: string }>`
    select concat_ws(' ',
      (select count(*) || ':' || coalesce(sum(version), 0) || ':' || count(*) filter (where is_active) from users),
      (select count(*) || ':' || coalesce(sum(version), 0) || ':' || count(*) filter (where is_active) from agents),
      (select count(*) from links), (select count(*) from user_role_grants), (select count(*) from agent_role_grants),
      (select count(*) from cab_grants), (select count(*) from audit)) as stamp`.execute(db);
  return answer.rows[0]?.stamp ?? "";
}

/** How many users are active at the sites of a customer. */
export async function countActiveUsers(db: Db, customer: string): Promise<number> {
  const answer = await sql<{ n: string }>`
    select count(*) as n from users u join sites s on s.id = u.site_id join customers c on c.id = s.customer_id
    where u.is_active and c.name = ${customer}`.execute(db);
  return Number(answer.rows[0]?.n ?? 0);
}
