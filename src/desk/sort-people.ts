import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import { kindOf } from "../model/records/desk-kinds.ts";
import type { Tables } from "../store/tables.ts";
import type { PeopleWindow } from "./list-people.ts";
import { orderFor } from "./records/filter-records.ts";

type Condition = RawBuilder<unknown> | null;

/** A stretch of a sorted list: record numbers in order, and how long the whole list is. */
export interface Stretch {
  readonly ids: readonly number[];
  readonly total: number;
}

export function people(entity: Entity) {
  return sql.table(entity === "user" ? "users" : "agents");
}

/**
 * The numbers of the people in one window of a sorted list. The whole of a long list is never sorted: names and addresses have an
 * index, and what many have in common is counted first. `condition` speaks of `p`.
 */
export async function listIds(db: Kysely<Tables>, entity: Entity, condition: Condition, window: PeopleWindow): Promise<Stretch> {
  const sort = entity === "agent" && (window.sort === "site" || window.sort === "customer") ? "name" : window.sort;
  if (sort === "name" || sort === "email") return await listByIndex(db, entity, condition, { ...window, sort });
  if (isGrouping(sort)) return await listGrouped(db, entity, condition, { ...window, sort });
  return await listByField(db, entity, condition, { ...window, sort });
}

const groupings = ["site", "customer", "title", "department"] as const;
type Grouping = (typeof groupings)[number];

function isGrouping(sort: PeopleWindow["sort"]): sort is Grouping {
  return groupings.some((one) => one === sort);
}

/** In the order of any other field of the kind. @throws Invalid for one that it has not */
async function listByField(db: Kysely<Tables>, entity: Entity, condition: Condition, window: PeopleWindow): Promise<Stretch> {
  const { join, order } = orderFor(kindOf(entity), window.isDescending ? `-${window.sort}` : window.sort);
  const where = condition ?? sql`true`;
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${people(entity)} p where ${where}`.execute(db);
  const answer = await sql<{ id: number }>`
    select p.id from ${people(entity)} p join ${people(entity)} t on t.id = p.id ${join} where ${where}
    order by ${order} limit ${window.limit}::int offset ${window.from}::int`.execute(db);
  return { ids: answer.rows.map((row) => row.id), total: counted.rows[0]?.n ?? 0 };
}

type IndexedWindow = PeopleWindow & { readonly sort: "name" | "email" };

/** In the order of an index; the far half of the list is counted from its end. */
async function listByIndex(db: Kysely<Tables>, entity: Entity, condition: Condition, window: IndexedWindow): Promise<Stretch> {
  const { from, limit, isDescending, sort } = window;
  const where = condition ?? sql`true`;
  const found = condition === null ? null : await findFew(db, entity, condition, window);
  if (found !== null) return found;
  const counted = await sql<{ n: string }>`select count(*) as n from ${people(entity)} p where ${where}`.execute(db);
  const total = Number(counted.rows[0]?.n ?? 0);
  const size = Math.min(limit, total - from);
  if (size <= 0) return { ids: [], total };
  const isFar = from > total / 2;
  const direction = isDescending === isFar ? sql`asc` : sql`desc`;
  const answer = await sql<{ id: number }>`
    select p.id from ${people(entity)} p where ${where} order by ${keyOf(sort)} ${direction}, p.id ${direction}
    limit ${size}::int offset ${isFar ? total - from - size : from}::int`.execute(db);
  const ids = answer.rows.map((row) => row.id);
  return { ids: isFar ? ids.toReversed() : ids, total };
}

const few = 20_000;

/** The window where a condition lets few through: they are found once, to be counted and sorted. Null where they are many. */
async function findFew(
  db: Kysely<Tables>,
  entity: Entity,
  condition: RawBuilder<unknown>,
  { from, limit, isDescending, sort }: IndexedWindow,
): Promise<Stretch | null> {
  const direction = isDescending ? sql`desc` : sql`asc`;
  const answer = await sql<{ total: number; ids: number[] }>`
    with found as materialized (select p.id, ${keyOf(sort)} as key from ${people(entity)} p where ${condition} limit ${few + 1}::int)
    select (select count(*)::int from found) as total,
      array(select id from found order by key ${direction}, id ${direction} limit ${limit}::int offset ${from}::int) as ids`.execute(db);
  const { total, ids } = answer.rows[0] ?? { total: 0, ids: [] };
  return total > few ? null : { total, ids };
}

function keyOf(sort: IndexedWindow["sort"]): RawBuilder<unknown> {
  return sort === "name" ? sql`p.name_key` : sql`p.email_key`;
}

interface Group {
  /** A site's number, a title, a department. */
  readonly value: string;
  readonly n: number;
}

/** Sorted by what many have in common, then by name: the groups are counted and put in order, and only those in the window are read. */
async function listGrouped(
  db: Kysely<Tables>,
  entity: Entity,
  condition: Condition,
  window: PeopleWindow & { readonly sort: Grouping },
): Promise<Stretch> {
  const { sort, from, limit, isDescending } = window;
  const value =
    sort === "title" ? sql`coalesce(p.title, '')` : sort === "department" ? sql`coalesce(p.department, '')` : sql`p.site_id::text`;
  const where = condition ?? sql`true`;
  const counted = await sql<{ value: string; n: string }>`
    select ${value} as value, count(*) as n from ${people(entity)} p where ${where} group by 1`.execute(db);
  const labels = sort === "site" || sort === "customer" ? await loadSiteLabels(db, sort) : null;
  const label = (group: Group) => labels?.get(group.value) ?? group.value;
  const groups = counted.rows
    .map((row): Group => ({ value: row.value, n: Number(row.n) }))
    .toSorted((a, b) => compareLabels(label(a), label(b)) || (a.value < b.value ? -1 : 1));
  if (isDescending) groups.reverse();
  const total = groups.reduce((sum, group) => sum + group.n, 0);
  const { values, before } = cutGroups(groups, from, limit);
  if (values.length === 0) return { ids: [], total };
  const answer = await sql<{ id: number }>`
    select p.id from ${people(entity)} p where ${where} and ${value} = any(${values}::text[])
    order by array_position(${values}::text[], ${value}), p.name_key, p.id limit ${limit}::int offset ${from - before}::int`.execute(db);
  return { ids: answer.rows.map((row) => row.id), total };
}

/** Nothing comes last. */
function compareLabels(a: string, b: string): number {
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  return a.localeCompare(b);
}

/** The groups that a window touches, and how many people stand before the first of them. */
function cutGroups(groups: readonly Group[], from: number, limit: number) {
  const values: string[] = [];
  let before = 0;
  let seen = 0;
  for (const { value, n } of groups) {
    if (seen + n > from && seen < from + limit) {
      if (values.length === 0) before = seen;
      values.push(value);
    }
    seen += n;
  }
  return { values, before };
}

async function loadSiteLabels(db: Kysely<Tables>, sort: "site" | "customer"): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("sites as s")
    .innerJoin("customers as c", "c.id", "s.customer_id")
    .select(["s.id", "s.name as site", "c.name as customer"])
    .execute();
  return new Map(rows.map(({ id, site, customer }) => [String(id), sort === "site" ? `${site}\n${customer}` : `${customer}\n${site}`]));
}
