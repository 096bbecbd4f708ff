import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import { Invalid } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import type { PeopleWindow } from "./list-people.ts";
import { type OutsideIdName, outsideIdCondition, outsideIdNames } from "./outside-ids.ts";
import { allOf, type Comparison, compareColumn } from "./records/compare-fields.ts";
import { holds } from "./search-desk.ts";
import { listIds, type Stretch } from "./sort-people.ts";

/** Which users or agents somebody looks for; null lets everybody through. */
export interface PeopleSearch {
  readonly q: string | null;
  readonly isActive: boolean | null;
  /** Users only. */
  readonly customerId?: number | null;
  readonly siteId?: number | null;
  readonly assetId?: number | null;
  readonly licenceId?: number | null;
  /** Leaves out who is an agent too. */
  readonly isWithoutAgents?: boolean;
  /** Agents only. */
  readonly teamId?: number | null;
  readonly isApiOnly?: boolean | null;
  readonly roleId: number | null;
  readonly changedSince: Date | null;
  readonly changedUntil: Date | null;
  readonly comparisons: readonly Comparison[];
}

const columns: Readonly<Record<string, RawBuilder<unknown>>> = {
  name: sql`p.name`,
  firstName: sql`p.first_name`,
  lastName: sql`p.last_name`,
  email: sql`p.email`,
  email2: sql`p.email2`,
  email3: sql`p.email3`,
  phone: sql`p.phone`,
  mobile: sql`p.mobile`,
  homePhone: sql`p.home_phone`,
  title: sql`p.title`,
  department: sql`p.department`,
  employeeNumber: sql`p.employee_number`,
};

/** The numbers of the users or agents in one window of a search, and how many it finds. @throws Invalid */
export async function findPeople(db: Kysely<Tables>, entity: Entity, search: PeopleSearch, window: PeopleWindow): Promise<Stretch> {
  const conditions = [...conditionsOf(entity, search), ...search.comparisons.map((comparison) => compare(entity, comparison))];
  return await listIds(db, entity, conditions.length === 0 ? null : allOf(conditions), window);
}

function conditionsOf(entity: Entity, search: PeopleSearch): RawBuilder<boolean>[] {
  const { q, isActive, customerId, siteId, assetId, licenceId, teamId, roleId, isApiOnly } = search;
  const conditions: RawBuilder<boolean>[] = [];
  if (q !== null) conditions.push(holds(q));
  if (isActive !== null) conditions.push(isActive ? sql<boolean>`p.is_active` : sql<boolean>`not p.is_active`);
  if (roleId !== null)
    conditions.push(
      sql<boolean>`p.id in (select g.record_id from ${sql.table(`${entity}_role_grants`)} g where g.target_id = ${roleId}::int)`,
    );
  if (search.changedSince !== null || search.changedUntil !== null) conditions.push(changedBetween(entity, search));
  if (entity === "user") {
    if (customerId) conditions.push(sql<boolean>`p.site_id in (select id from sites where customer_id = ${customerId}::int)`);
    if (siteId) conditions.push(sql<boolean>`p.site_id = ${siteId}::int`);
    if (assetId) conditions.push(sql<boolean>`p.id in (select user_id from asset_users where asset_id = ${assetId}::int)`);
    if (licenceId) conditions.push(sql<boolean>`p.id in (select user_id from licence_assignments where licence_id = ${licenceId}::int)`);
    if (search.isWithoutAgents === true) conditions.push(sql<boolean>`p.agent_id is null`);
    return conditions;
  }
  if (teamId) conditions.push(sql<boolean>`p.id in (select agent_id from team_members where team_id = ${teamId}::int)`);
  if (isApiOnly !== undefined && isApiOnly !== null)
    conditions.push(isApiOnly ? sql<boolean>`p.is_api_only` : sql<boolean>`not p.is_api_only`);
  return conditions;
}

/** The condition on `p` that lets through whom a hand, a program or an import wrote within a stretch of time. */
export function changedBetween(
  entity: Entity,
  { changedSince, changedUntil }: Pick<PeopleSearch, "changedSince" | "changedUntil">,
): RawBuilder<boolean> {
  const within = (column: RawBuilder<unknown>) =>
    sql`${changedSince === null ? sql`true` : sql`${column} >= ${changedSince}`} and ${changedUntil === null ? sql`true` : sql`${column} <= ${changedUntil}`}`;
  return sql<boolean>`(p.id in (select a.record_id from audit a where a.entity = ${entity} and ${within(sql`a.at`)})
    or p.id in (select c.record_id from changes c where c.entity = ${entity} and c.state = 'applied' and ${within(sql`c.applied_at`)}))`;
}

function compare(entity: Entity, { field, operator, value }: Comparison): RawBuilder<boolean> {
  if (outsideIdNames.some((name) => name === field)) return outsideIdCondition(entity, field as OutsideIdName, { operator, value });
  const values = operator === "in" || operator === "notIn" ? value.split(",").map((one) => one.trim()) : [value.trim()];
  const number = numbers[field];
  if (number !== undefined) {
    const isSubject = operator !== "like" && operator !== "notLike";
    if (isSubject && !values.every((one) => /^-?\d{1,9}$/.test(one))) throw new Invalid([{ at: field, says: "is compared with a number" }]);
    return compareColumn(number, { operator, values, type: "numeric" });
  }
  const column = columns[field];
  if (column === undefined) throw new Invalid([{ at: field, says: "is nothing that people are compared by" }]);
  const lowered = values.map((one) => one.toLowerCase());
  return compareColumn(sql`lower(${column})`, { operator, values: lowered, type: "text" });
}

const numbers: Readonly<Record<string, RawBuilder<unknown>>> = {
  id: sql`p.id`,
  siteId: sql`p.site_id`,
  customerId: sql`(select s.customer_id from sites s where s.id = p.site_id)`,
};
