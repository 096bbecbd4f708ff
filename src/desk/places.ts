import { type Kysely, type RawBuilder, sql } from "kysely";
import { escapeLike } from "../store/escape-like.ts";
import type { Tables } from "../store/tables.ts";
import { type Happening, touchedRecords } from "./touched-records.ts";

/** A customer with how much belongs to it. */
export interface CustomerFigures {
  readonly id: number;
  readonly name: string;
  readonly isActive: boolean;
  readonly sites: number;
  readonly users: number;
  readonly activeUsers: number;
}

/** A site with its customer and how many users it has. */
export interface SiteFigures {
  readonly id: number;
  readonly name: string;
  readonly isMain: boolean;
  readonly customer: { readonly id: number; readonly name: string };
  readonly users: number;
  readonly activeUsers: number;
}

interface Sheet {
  readonly q?: string | undefined;
  readonly from: number;
  readonly limit: number;
}

interface CustomerRow {
  id: number;
  name: string;
  is_active: boolean;
  sites: string;
  users: string;
  active_users: string;
  total: string;
}

/** One sheet of customers by name, and how many there are. */
export async function listCustomers(
  db: Kysely<Tables>,
  { q, from, limit }: Sheet,
): Promise<{ readonly items: readonly CustomerFigures[]; readonly total: number }> {
  const rows = await selectCustomers(db, contains(sql`c.name`, q), { from, limit });
  return { items: rows.map(toCustomer), total: Number(rows[0]?.total ?? 0) };
}

/** How much belongs to some customers, by number; what is no customer is left out. */
export async function listCustomerFigures(db: Kysely<Tables>, ids: readonly number[]): Promise<readonly CustomerFigures[]> {
  return (await selectCustomers(db, sql`c.id = any(${ids}::int[])`, { from: 0, limit: ids.length })).map(toCustomer);
}

/** A customer by number; null where there is none. */
export async function findCustomer(db: Kysely<Tables>, id: number): Promise<CustomerFigures | null> {
  const [row] = await selectCustomers(db, sql`c.id = ${id}::int`, { from: 0, limit: 1 });
  return row === undefined ? null : toCustomer(row);
}

async function selectCustomers(db: Kysely<Tables>, where: RawBuilder<unknown>, { from, limit }: Sheet): Promise<readonly CustomerRow[]> {
  const answer = await sql<CustomerRow>`
    select c.*, (select count(*) from sites s where s.customer_id = c.id) as sites,
      coalesce(f.users, 0) as users, coalesce(f.active_users, 0) as active_users
    from (select c.id, c.name, c.is_active, count(*) over () as total from customers c where ${where}
      order by lower(c.name), c.id limit ${limit}::int offset ${from}::int) c
    left join (select s.customer_id, sum(u.n) as users, sum(u.active) as active_users
      from (select site_id, count(*) as n, count(*) filter (where is_active) as active from users group by site_id) u
      join sites s on s.id = u.site_id group by s.customer_id) f on f.customer_id = c.id
    order by lower(c.name), c.id`.execute(db);
  return answer.rows;
}

function toCustomer(row: CustomerRow): CustomerFigures {
  const { id, name, is_active: isActive } = row;
  return { id, name, isActive, sites: Number(row.sites), users: Number(row.users), activeUsers: Number(row.active_users) };
}

interface SiteRow {
  id: number;
  name: string;
  is_main: boolean;
  customer_id: number;
  customer: string;
  users: string;
  active_users: string;
  total: string;
}

/** One sheet of sites by customer and name, main sites first. */
export async function listSites(
  db: Kysely<Tables>,
  { q, customer, from, limit }: Sheet & { readonly customer?: number | undefined },
): Promise<{ readonly items: readonly SiteFigures[]; readonly total: number }> {
  const ofCustomer = customer === undefined ? sql`true` : sql`s.customer_id = ${customer}::int`;
  const rows = await selectSites(db, sql`${contains(sql`s.name`, q)} and ${ofCustomer}`, { from, limit });
  return { items: rows.map(toSite), total: Number(rows[0]?.total ?? 0) };
}

/** Some sites with how much belongs to them; what is no site is left out. */
export async function listSiteFigures(db: Kysely<Tables>, ids: readonly number[]): Promise<readonly SiteFigures[]> {
  return (await selectSites(db, sql`s.id = any(${ids}::int[])`, { from: 0, limit: ids.length })).map(toSite);
}

/** A site by number; null where there is none. */
export async function findSite(db: Kysely<Tables>, id: number): Promise<SiteFigures | null> {
  const [row] = await selectSites(db, sql`s.id = ${id}::int`, { from: 0, limit: 1 });
  return row === undefined ? null : toSite(row);
}

async function selectSites(db: Kysely<Tables>, where: RawBuilder<unknown>, { from, limit }: Sheet): Promise<readonly SiteRow[]> {
  const answer = await sql<SiteRow>`
    with listed as (
      select s.id, s.name, s.is_main, s.customer_id, c.name as customer, count(*) over () as total
      from sites s join customers c on c.id = s.customer_id where ${where}
      order by lower(c.name), s.is_main desc, lower(s.name), s.id limit ${limit}::int offset ${from}::int)
    select s.*, coalesce(f.users, 0) as users, coalesce(f.active_users, 0) as active_users from listed s
    left join (select site_id, count(*) as users, count(*) filter (where is_active) as active_users from users
      where site_id in (select id from listed) group by site_id) f on f.site_id = s.id
    order by lower(s.customer), s.is_main desc, lower(s.name), s.id`.execute(db);
  return answer.rows;
}

function toSite(row: SiteRow): SiteFigures {
  return {
    id: row.id,
    name: row.name,
    isMain: row.is_main,
    customer: { id: row.customer_id, name: row.customer },
    users: Number(row.users),
    activeUsers: Number(row.active_users),
  };
}

function contains(column: RawBuilder<unknown>, q: string | undefined): RawBuilder<unknown> {
  return q === undefined || q.trim() === "" ? sql`true` : sql`${column} ilike ${`%${escapeLike(q.trim())}%`}`;
}

/** The domains of the addresses of a customer's active users, the commonest first. */
export async function listDomains(db: Kysely<Tables>, customerId: number, limit: number): Promise<readonly string[]> {
  const answer = await sql<{ domain: string }>`
    select split_part(u.email_key, '@', 2) as domain from users u
    where u.is_active and u.email_key like '%@%' and u.site_id in (select id from sites where customer_id = ${customerId}::int)
    group by 1 order by count(*) desc, 1 limit ${limit}::int`.execute(db);
  return answer.rows.map((row) => row.domain);
}

/** How many users of a customer joined or left by imports since a moment. */
export async function countHappened(
  db: Kysely<Tables>,
  customerId: number,
  happened: { readonly what: Happening; readonly since: Date },
): Promise<number> {
  const answer = await sql<{ n: string }>`
    select count(*) as n from users u where u.id in (${touchedRecords("user", happened)})
      and u.site_id in (select id from sites where customer_id = ${customerId}::int)`.execute(db);
  return Number(answer.rows[0]?.n ?? 0);
}

/** The mappings that send people to a site. */
export async function listMappingsTo(db: Kysely<Tables>, siteId: number) {
  return await db
    .selectFrom("mappings as m")
    .innerJoin("connections as c", "c.id", "m.connection_id")
    .select(["m.connection_id as connectionId", "c.name as connection", "m.id as mappingId", "m.name"])
    .where("m.site_id", "=", siteId)
    .orderBy("c.name")
    .orderBy("m.sequence")
    .execute();
}
