import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";
import { type Happening, happenings, touches } from "./touched-records.ts";

/** How many users joined, left, changed site or changed otherwise since a moment: as many as the list of users shows for each. */
export async function countHappenings(db: Kysely<Tables>, since: Date): Promise<Readonly<Record<Happening, number>>> {
  const count = (what: Happening) => sql`count(distinct c.record_id) filter (where ${happenings[what]})::int`;
  const answer = await sql<Record<Happening, number>>`
    select ${count("joined")} as joined, ${count("left")} as "left", ${count("moved")} as moved, ${count("changed")} as changed
    from ${touches("user", since)} and exists (select 1 from users u where u.id = c.record_id)`.execute(db);
  return answer.rows[0] ?? { joined: 0, left: 0, moved: 0, changed: 0 };
}

/** Changes applied on one day. */
export interface DayOfChanges {
  readonly day: string;
  readonly created: number;
  readonly updated: number;
  readonly deactivated: number;
  readonly other: number;
}

/** Changes applied a day (UTC) since a moment, days without any left out. */
export async function countChangesByDay(db: Kysely<Tables>, since: Date): Promise<readonly DayOfChanges[]> {
  const answer = await sql<DayOfChanges>`
    select to_char(r.finished_at at time zone 'UTC', 'YYYY-MM-DD') as day,
      count(*) filter (where c.kind = 'create')::int as created,
      count(*) filter (where c.kind = 'update')::int as updated,
      count(*) filter (where c.kind = 'deactivate')::int as deactivated,
      count(*) filter (where c.kind not in ('create', 'update', 'deactivate'))::int as other
    from runs r join changes c on c.run_id = r.id
    where r.finished_at >= ${since} and r.state = 'applied' and c.state in ('applied', 'undone')
    group by 1 order by 1`.execute(db);
  return answer.rows;
}

/** Active users of the sites that have most. */
export async function countPeopleBySite(db: Kysely<Tables>, limit: number) {
  const answer = await sql<{ siteId: number; site: string; customer: string; people: number }>`
    select s.id as "siteId", s.name as site, c.name as customer, u.n as people
    from (select site_id, count(*)::int as n from users where is_active group by site_id order by 2 desc, 1 limit ${limit}::int) u
    join sites s on s.id = u.site_id join customers c on c.id = s.customer_id
    order by u.n desc, c.name, s.name`.execute(db);
  return answer.rows;
}

/** Another text whenever a run ended, was taken back, or somebody edited by hand: as long as it is the same, so are the counts above. */
export async function markHappenings(db: Kysely<Tables>): Promise<string> {
  const answer = await sql<{ mark: string }>`
    select concat_ws(' ', (select max(finished_at) from runs), (select max(id) from runs), (select max(id) from audit)) as mark`.execute(
    db,
  );
  return answer.rows[0]?.mark ?? "";
}
