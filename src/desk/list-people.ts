import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Entity, Values } from "../model/desk.ts";
import { kindOf } from "../model/records/desk-kinds.ts";
import type { Tables } from "../store/tables.ts";
import { changedBetween } from "./find-people.ts";
import { assertCustomFilters } from "./records/assert-custom-filters.ts";
import { conditionFor } from "./records/filter-records.ts";
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
  readonly changedSince?: Date | undefined;
  /** By role, whoever gave it. */
  readonly roleId?: number | undefined;
  /** Users: whether a role of theirs makes them VIP. */
  readonly isVip?: boolean | undefined;
  /** Users: who holds a software licence. */
  readonly softwareLicenceId?: number | undefined;
  /** Agents. */
  readonly teamId?: number | undefined;
  readonly cabId?: number | undefined;
  readonly ids?: readonly number[] | undefined;
  /** By field of the kind, and `custom.<key>`, as `RecordFilter` takes them. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

/** By what lists of people are sorted. Agents have no place; `licence` and `isApiOnly` are theirs. */
export const peopleSorts = [
  "id",
  "name",
  "firstName",
  "lastName",
  "email",
  "phone",
  "mobile",
  "title",
  "department",
  "employeeNumber",
  "customer",
  "site",
  "managerId",
  "isActive",
  "lastSignInAt",
  "licence",
  "isApiOnly",
] as const;
export type PeopleSort = (typeof peopleSorts)[number];

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
  readonly version: number;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly email2: string;
  readonly email3: string;
  readonly title: string;
  readonly department: string;
  readonly employeeNumber: string;
  readonly phone: string;
  readonly mobile: string;
  readonly homePhone: string;
  readonly customer: { readonly id: number; readonly name: string } | null;
  readonly site: { readonly id: number; readonly name: string } | null;
  readonly manager: { readonly id: number; readonly name: string } | null;
  readonly roles: readonly string[];
  readonly isVip: boolean;
  readonly isActive: boolean;
  readonly lastSignInAt: Date | null;
  /** Agents; null for users. */
  readonly licence: string | null;
  readonly isApiOnly: boolean;
  /** Names of the connections that the record is linked to. */
  readonly connections: readonly string[];
  readonly custom: Values;
}

/** One sheet of users or agents, and how many the filter lets through. */
export async function listPeople(
  db: Kysely<Tables>,
  entity: Entity,
  filter: PeopleFilter,
  window: PeopleWindow,
): Promise<{ readonly items: readonly ListedPerson[]; readonly total: number }> {
  await assertCustomFilters(db, kindOf(entity), filter.fields);
  const condition = conditionOf(entity, filter);
  const { ids, total } = await listIds(db, entity, condition, window);
  return { items: await loadPeople(db, entity, ids), total };
}

/** Everybody whom a filter lets through in an order, some hundred at a time, for files. */
export async function* streamPeople(
  db: Kysely<Tables>,
  entity: Entity,
  filter: PeopleFilter,
  order: Pick<PeopleWindow, "sort" | "isDescending">,
): AsyncIterable<readonly ListedPerson[]> {
  await assertCustomFilters(db, kindOf(entity), filter.fields);
  const { ids } = await listIds(db, entity, conditionOf(entity, filter), { ...order, from: 0, limit: 2_147_483_647 });
  for (let from = 0; from < ids.length; from += 500) yield await loadPeople(db, entity, ids.slice(from, from + 500));
}

/** The numbers of those whom a filter lets through, the first ones only, and how many there are. */
export async function listPeopleIds(db: Kysely<Tables>, entity: Entity, filter: PeopleFilter, limit: number) {
  await assertCustomFilters(db, kindOf(entity), filter.fields);
  return await listIds(db, entity, conditionOf(entity, filter), { sort: "id", isDescending: false, from: 0, limit });
}

/** The condition on `p` that a filter makes; null where it lets everybody through. */
function conditionOf(entity: Entity, filter: PeopleFilter): RawBuilder<unknown> | null {
  const { q, customer, site, isActive, isLinked, connection, role, happened, changedSince, ids, fields } = filter;
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
  if (changedSince !== undefined) conditions.push(changedBetween(entity, { changedSince, changedUntil: null }));
  if (ids !== undefined) conditions.push(sql`p.id = any(${ids}::int[])`);
  if (fields !== undefined && Object.keys(fields).length > 0)
    conditions.push(sql`p.id in (select t.id from ${people(entity)} t where ${conditionFor(kindOf(entity), { fields })})`);
  conditions.push(...holdings(entity, filter));
  return conditions.length === 0 ? null : sql.join(conditions, sql` and `);
}

/** Conditions on what somebody holds or belongs to. */
function holdings(entity: Entity, { roleId, isVip, softwareLicenceId, teamId, cabId }: PeopleFilter): readonly RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (roleId !== undefined)
    conditions.push(sql`p.id in (select g.record_id from ${sql.table(`${entity}_role_grants`)} g where g.target_id = ${roleId}::int)`);
  if (entity === "user") {
    if (isVip !== undefined) conditions.push(isVip ? vip : sql`not ${vip}`);
    if (softwareLicenceId !== undefined)
      conditions.push(sql`p.id in (select a.user_id from licence_assignments a where a.licence_id = ${softwareLicenceId}::int)`);
    return conditions;
  }
  if (teamId !== undefined) conditions.push(sql`p.id in (select m.agent_id from team_members m where m.team_id = ${teamId}::int)`);
  if (cabId !== undefined) conditions.push(sql`p.id in (select g.record_id from cab_grants g where g.target_id = ${cabId}::int)`);
  return conditions;
}

const vip = sql`exists (select 1 from user_role_grants g join user_roles r on r.id = g.target_id where g.record_id = p.id and r.is_vip)`;

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
  version: number;
  name: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  email2: string | null;
  email3: string | null;
  title: string | null;
  department: string | null;
  employee_number: string | null;
  phone: string | null;
  mobile: string | null;
  home_phone: string | null;
  is_active: boolean;
  last_sign_in_at: Date | null;
  custom: Values;
  customer_id: number | null;
  customer: string | null;
  site_id: number | null;
  site: string | null;
  manager_id: number | null;
  manager: string | null;
  licence: string | null;
  is_api_only: boolean;
  is_vip: boolean;
  roles: string[];
  connections: string[];
}

/** Users or agents by number, in the order of the numbers; who is not there is left out. */
export async function loadPeople(db: Kysely<Tables>, entity: Entity, ids: readonly number[]): Promise<readonly ListedPerson[]> {
  if (ids.length === 0) return [];
  const around =
    entity === "user"
      ? sql`join sites s on s.id = p.site_id join customers c on c.id = s.customer_id left join users m on m.id = p.manager_id`
      : sql`left join sites s on false left join customers c on false left join users m on false`;
  const own =
    entity === "user" ? sql`null as licence, false as is_api_only, ${vip} as is_vip` : sql`p.licence, p.is_api_only, false as is_vip`;
  const answer = await sql<Row>`
    select p.id, p.version, p.name, p.first_name, p.last_name, p.email, p.email2, p.email3, p.title, p.department, p.employee_number,
      p.phone, p.mobile, p.home_phone, p.is_active, p.last_sign_in_at, p.custom, ${own},
      c.id as customer_id, c.name as customer, s.id as site_id, s.name as site, m.id as manager_id, m.name as manager,
      array(select distinct r.name from ${sql.table(`${entity}_role_grants`)} g join ${sql.table(`${entity}_roles`)} r on r.id = g.target_id
        where g.record_id = p.id order by r.name) as roles,
      array(select k.name from links l join connections k on k.id = l.connection_id
        where l.entity = ${entity} and l.record_id = p.id order by k.name) as connections
    from ${people(entity)} p ${around} where p.id = any(${ids})`.execute(db);
  const rows = new Map(answer.rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row === undefined ? [] : [toListed(row)];
  });
}

function toListed(row: Row): ListedPerson {
  const { id, version, roles, connections, custom, licence } = row;
  return {
    id,
    version,
    name: row.name ?? "",
    firstName: row.first_name ?? "",
    lastName: row.last_name ?? "",
    email: row.email ?? "",
    email2: row.email2 ?? "",
    email3: row.email3 ?? "",
    title: row.title ?? "",
    department: row.department ?? "",
    employeeNumber: row.employee_number ?? "",
    phone: row.phone ?? "",
    mobile: row.mobile ?? "",
    homePhone: row.home_phone ?? "",
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer ?? "" },
    site: row.site_id === null ? null : { id: row.site_id, name: row.site ?? "" },
    manager: row.manager_id === null ? null : { id: row.manager_id, name: row.manager ?? "" },
    roles,
    isVip: row.is_vip,
    isActive: row.is_active,
    lastSignInAt: row.last_sign_in_at,
    licence,
    isApiOnly: row.is_api_only,
    connections,
    custom,
  };
}
