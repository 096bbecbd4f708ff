import { type Kysely, type RawBuilder, sql } from "kysely";
import { foldForSearch } from "../model/fold-text.ts";
import { escapeLike } from "../store/escape-like.ts";
import type { Tables } from "../store/tables.ts";
import { listPeopleById, type MirroredPerson } from "./find-people.ts";

/** Which accounts of the copy to list. `absent` ones, which the last complete reading did not have, come only when they are asked for. */
export interface AccountFilter {
  /** Part of a name, an address or an id. */
  readonly q?: string | undefined;
  readonly state?: "active" | "suspended" | "archived" | "absent" | "broken" | undefined;
  /** Linked to an active desk record, to any, or to none. */
  readonly desk?: "active" | "any" | "none" | undefined;
  /** Accounts that this run's plan has no line about. */
  readonly unchangedIn?: number | undefined;
  /** None but these. */
  readonly ids?: readonly string[] | undefined;
}

/** Accounts of the copy by name, with how many the filter lets through. */
export async function listAccounts(
  db: Kysely<Tables>,
  connectionId: number,
  filter: AccountFilter,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly MirroredPerson[]; readonly total: number }> {
  const where = sql.join([sql`m.connection_id = ${connectionId}::int`, ...conditionsOf(connectionId, filter)], sql` and `);
  const counted = await sql<{ n: string }>`select count(*) as n from mirror_people m where ${where}`.execute(db);
  const page = await sql<{ external_id: string }>`
    select m.external_id from mirror_people m where ${where}
    order by lower(m.name), m.external_id offset ${from}::int limit ${limit}::int`.execute(db);
  const ids = page.rows.map((row) => row.external_id);
  const people = new Map((await listPeopleById(db, connectionId, ids)).map((mirrored) => [mirrored.id, mirrored]));
  return { items: ids.flatMap((id) => people.get(id) ?? []), total: Number(counted.rows[0]?.n ?? 0) };
}

function conditionsOf(connectionId: number, { q = "", state, desk, unchangedIn, ids }: AccountFilter): readonly RawBuilder<boolean>[] {
  const conditions = [state === "absent" ? sql<boolean>`m.absent_since is not null` : sql<boolean>`m.absent_since is null`];
  if (state === "broken") conditions.push(sql`m.defect is not null`);
  if (state === "active" || state === "suspended" || state === "archived")
    conditions.push(sql`m.defect is null and m.person ->> 'standing' = ${state}`);
  if (q.trim() !== "") {
    const part = `%${escapeLike(foldForSearch(q))}%`;
    conditions.push(sql`(m.external_id = ${q.trim()} or m.external_id in (
      select p.external_id from mirror_search p where p.connection_id = ${connectionId}::int and p.search_key like ${part}))`);
  }
  if (desk === "active") conditions.push(sql`exists (${linked} and (u.is_active or a.is_active))`);
  if (desk === "any") conditions.push(sql`exists (${linked})`);
  if (desk === "none") conditions.push(sql`not exists (${linked})`);
  if (unchangedIn !== undefined)
    conditions.push(sql`not exists (select 1 from changes c where c.run_id = ${unchangedIn}::int and c.external_id = m.external_id)`);
  if (ids !== undefined) conditions.push(sql`m.external_id in (select json_array_elements_text(${JSON.stringify(ids)}::json))`);
  return conditions;
}

const linked = sql`
  select 1 from links l
  left join users u on l.entity = 'user' and u.id = l.record_id
  left join agents a on l.entity = 'agent' and a.id = l.record_id
  where l.connection_id = m.connection_id and l.external_id = m.external_id`;
