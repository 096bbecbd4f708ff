import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import { holds } from "./search-desk.ts";
import { listIds, people } from "./sort-people.ts";
import { type Happening, touchedRecords } from "./touched-records.ts";

/** Which people to list; what is missing lets everybody through. */
export interface PeopleFilter {
  readonly q?: string | undefined;
  readonly customer?: number | undefined;
  readonly site?: number | undefined;
  readonly isActive?: boolean | undefined;
  readonly isLinked?: boolean | undefined;
  readonly connection?: number | undefined;
  /** The name of a role. */
  readonly role?: string | undefined;
  readonly happened?: { readonly what: Happening; readonly since: Date } | undefined;
}

export type PeopleSort = "name" | "email" | "site" | "customer" | "title" | "department";

/** Where a sheet of the list begins, and how it is sorted. */
export interface PeopleWindow {
  readonly from: number;
  readonly limit: number;
  readonly sort: PeopleSort;
  readonly isDescending: boolean;
}

/** A line of the list of users or agents. */
export interface ListedPerson {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly department: string;
  readonly phone: string;
  readonly mobile: string;
  readonly customer: { readonly id: number; readonly name: string } | null;
  readonly site: { readonly id: number; readonly name: string } | null;
  readonly roles: readonly string[];
  readonly isActive: boolean;
  /** Names of the connections that the record is linked to. */
  readonly connections: readonly string[];
}

/** One sheet of users or agents, and how many the filter lets through. */
export async function listPeople(
  db: Kysely<Tables>,
  entity: Entity,
  filter: PeopleFilter,
  window: PeopleWindow,
): Promise<{ readonly items: readonly ListedPerson[]; readonly total: number }> {
  const condition = conditionOf(entity, filter);
  const { ids, total } = await listIds(db, entity, condition, window);
  return { items: await loadPeople(db, entity, ids), total };
}

/** Everybody whom a filter lets through by name, some hundred at a time, for files. */
export async function* streamPeople(db: Kysely<Tables>, entity: Entity, filter: PeopleFilter): AsyncIterable<readonly ListedPerson[]> {
  const answer = await sql<{ id: number }>`
    select p.id from ${people(entity)} p where ${conditionOf(entity, filter) ?? sql`true`} order by p.name_key, p.id`.execute(db);
  const ids = answer.rows.map((row) => row.id);
  for (let from = 0; from < ids.length; from += 500) yield await loadPeople(db, entity, ids.slice(from, from + 500));
}

/** The condition on `p` that a filter makes; null where it lets everybody through. */
function conditionOf(entity: Entity, filter: PeopleFilter): RawBuilder<unknown> | null {
  const { q, customer, site, isActive, isLinked, connection, role, happened } = filter;
  const conditions: RawBuilder<unknown>[] = [];
  if (q !== undefined && q.trim() !== "") conditions.push(holds(q));
  if (entity === "user" && customer !== undefined)
    conditions.push(sql`p.site_id in (select id from sites where customer_id = ${customer}::int)`);
  if (entity === "user" && site !== undefined) conditions.push(sql`p.site_id = ${site}::int`);
  if (isActive !== undefined) conditions.push(isActive ? sql`p.is_active` : sql`not p.is_active`);
  if (isLinked !== undefined) conditions.push(isLinked ? linkedIds(entity, null) : sql`not ${linkedIds(entity, null)}`);
  if (connection !== undefined) conditions.push(linkedIds(entity, connection));
  if (role !== undefined) conditions.push(holdsRole(entity, role));
  if (happened !== undefined) conditions.push(sql`p.id in (${touchedRecords(entity, happened)})`);
  return conditions.length === 0 ? null : sql.join(conditions, sql` and `);
}

function linkedIds(entity: Entity, connection: number | null): RawBuilder<unknown> {
  const ofConnection = connection === null ? sql`` : sql`and l.connection_id = ${connection}::int`;
  return sql`exists (select 1 from links l where l.entity = ${entity} and l.record_id = p.id ${ofConnection})`;
}

function holdsRole(entity: Entity, role: string): RawBuilder<unknown> {
  const grants = sql.table(`${entity}_role_grants`);
  const roles = sql.table(`${entity}_roles`);
  return sql`p.id in (select g.record_id from ${grants} g join ${roles} r on r.id = g.target_id where lower(r.name) = lower(${role}))`;
}

interface Row {
  id: number;
  name: string | null;
  email: string | null;
  title: string | null;
  department: string | null;
  phone: string | null;
  mobile: string | null;
  is_active: boolean;
  customer_id: number | null;
  customer: string | null;
  site_id: number | null;
  site: string | null;
  roles: string[];
  connections: string[];
}

async function loadPeople(db: Kysely<Tables>, entity: Entity, ids: readonly number[]): Promise<readonly ListedPerson[]> {
  if (ids.length === 0) return [];
  const place =
    entity === "user"
      ? sql`join sites s on s.id = p.site_id join customers c on c.id = s.customer_id`
      : sql`left join sites s on false left join customers c on false`;
  const answer = await sql<Row>`
    select p.id, p.name, p.email, p.title, p.department, p.phone, p.mobile, p.is_active,
      c.id as customer_id, c.name as customer, s.id as site_id, s.name as site,
      array(select distinct r.name from ${sql.table(`${entity}_role_grants`)} g join ${sql.table(`${entity}_roles`)} r on r.id = g.target_id
        where g.record_id = p.id order by r.name) as roles,
      array(select k.name from links l join connections k on k.id = l.connection_id
        where l.entity = ${entity} and l.record_id = p.id order by k.name) as connections
    from ${people(entity)} p ${place} where p.id = any(${ids})`.execute(db);
  const rows = new Map(answer.rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row === undefined ? [] : [toListed(row)];
  });
}

function toListed(row: Row): ListedPerson {
  const { id, roles, connections } = row;
  return {
    id,
    name: row.name ?? "",
    email: row.email ?? "",
    title: row.title ?? "",
    department: row.department ?? "",
    phone: row.phone ?? "",
    mobile: row.mobile ?? "",
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer ?? "" },
    site: row.site_id === null ? null : { id: row.site_id, name: row.site ?? "" },
    roles,
    isActive: row.is_active,
    connections,
  };
}
