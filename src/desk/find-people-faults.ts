import { type Kysely, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { Fault } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";

/** What a person shall be beside their values, as somebody asked for it. `id` is null for somebody new. */
export interface PeopleLinks {
  readonly entity: Entity;
  readonly id: number | null;
  readonly siteId?: number | undefined;
  readonly managerId?: number | null | undefined;
  readonly agentId?: number | null | undefined;
  readonly licence?: string | undefined;
  readonly isApiOnly?: boolean | undefined;
  /** Said by whoever wants a user to go to another customer. */
  readonly movesCustomer?: boolean | undefined;
}

/** Everything that is wrong with where somebody shall belong: sites, managers, the agent who is the same person. */
export async function findPeopleFaults(db: Kysely<Tables>, asked: PeopleLinks): Promise<readonly Fault[]> {
  const { entity } = asked;
  const strange = entity === "agent" ? (["siteId", "managerId", "agentId"] as const) : (["licence", "isApiOnly"] as const);
  const faults: Fault[] = strange
    .filter((field) => asked[field] !== undefined)
    .map((field) => ({ at: field, says: entity === "agent" ? "is for users: agents have none" : "is for agents: users have none" }));
  if (entity === "agent") return faults;
  if (asked.siteId !== undefined) faults.push(...(await findSiteFaults(db, asked.siteId, asked)));
  if (typeof asked.managerId === "number") faults.push(...(await findManagerFaults(db, asked.managerId, asked.id)));
  if (typeof asked.agentId === "number") faults.push(...(await findAgentFaults(db, asked.agentId, asked.id)));
  return faults;
}

async function findSiteFaults(db: Kysely<Tables>, siteId: number, { id, movesCustomer }: PeopleLinks): Promise<readonly Fault[]> {
  const site = await db
    .selectFrom("sites as s")
    .innerJoin("customers as c", "c.id", "s.customer_id")
    .select(["s.customer_id", "c.name"])
    .where("s.id", "=", siteId)
    .executeTakeFirst();
  if (site === undefined) return [{ at: "siteId", says: `there is no site ${siteId}` }];
  const former = id === null ? null : await findCustomer(db, id);
  if (former === null || former.id === site.customer_id || movesCustomer === true) return [];
  const says = `this site is ${site.name}'s, and the user belongs to ${former.name}. To move somebody to another customer, say movesCustomer: true; tickets and assets stay with ${former.name}`;
  return [{ at: "siteId", says }];
}

/** The customer that a user belongs to; null for an unknown user. */
export async function findCustomer(db: Kysely<Tables>, userId: number): Promise<{ readonly id: number; readonly name: string } | null> {
  const row = await db
    .selectFrom("users as u")
    .innerJoin("sites as s", "s.id", "u.site_id")
    .innerJoin("customers as c", "c.id", "s.customer_id")
    .select(["c.id", "c.name"])
    .where("u.id", "=", userId)
    .executeTakeFirst();
  return row ?? null;
}

/** How many tickets and assets of a user belong to a customer. */
export async function countOfCustomer(db: Kysely<Tables>, userId: number, customerId: number) {
  const answer = await sql<{ tickets: number; assets: number }>`
    select (select count(*)::int from tickets where user_id = ${userId}::int and customer_id = ${customerId}::int) as tickets,
      (select count(*)::int from asset_users u join assets a on a.id = u.asset_id where u.user_id = ${userId}::int and a.customer_id = ${customerId}::int) as assets`.execute(
    db,
  );
  return answer.rows[0] ?? { tickets: 0, assets: 0 };
}

async function findManagerFaults(db: Kysely<Tables>, managerId: number, id: number | null): Promise<readonly Fault[]> {
  const above = await sql<{ id: number }>`
    with recursive up as (
      select id, manager_id from users where id = ${managerId}::int
      union select u.id, u.manager_id from users u join up on u.id = up.manager_id)
    select id from up`.execute(db);
  if (above.rows.length === 0) return [{ at: "managerId", says: `there is no user ${managerId}` }];
  return above.rows.some((row) => row.id === id)
    ? [{ at: "managerId", says: "nobody is their own manager, and no circle of managers is kept" }]
    : [];
}

async function findAgentFaults(db: Kysely<Tables>, agentId: number, id: number | null): Promise<readonly Fault[]> {
  const agent = await db.selectFrom("agents").select("id").where("id", "=", agentId).executeTakeFirst();
  if (agent === undefined) return [{ at: "agentId", says: `there is no agent ${agentId}` }];
  const other = await db
    .selectFrom("users")
    .select(["id", "name"])
    .where("agent_id", "=", agentId)
    .where("id", "<>", id ?? 0)
    .executeTakeFirst();
  return other === undefined
    ? []
    : [{ at: "agentId", says: `this agent is the same person as the user ${other.name ?? other.id} already` }];
}
