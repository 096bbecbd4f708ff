import { type Kysely, sql } from "kysely";
import type { DeskRecord, Entity, Grant } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import { valuesOf } from "./columns.ts";

/** Desk records by number, with everything that they hold. */
export async function listRecords(db: Kysely<Tables>, entity: Entity, ids: readonly number[]): Promise<ReadonlyMap<number, DeskRecord>> {
  if (ids.length === 0) return new Map();
  const records = entity === "user" ? await listUsers(db, ids) : await listAgents(db, ids);
  return new Map(records.map((record) => [record.id, record]));
}

async function listUsers(db: Kysely<Tables>, ids: readonly number[]): Promise<readonly DeskRecord[]> {
  const rows = await db.selectFrom("users").selectAll().where(sql<boolean>`id = any(${ids})`).execute();
  const roles = await db.selectFrom("user_role_grants").selectAll().where(sql<boolean>`record_id = any(${ids})`).execute();
  const held = gather(roles.map((row) => ({ record: row.record_id, grant: toGrant("userRole", row) })));
  const agents = rows.map((row) => row.agent_id).filter((id) => id !== null);
  const administrators = await listAdministrators(db, agents);
  return rows.map((row) => ({
    entity: "user",
    id: row.id,
    version: row.version,
    values: valuesOf(row),
    isActive: row.is_active,
    isProtected: row.is_protected,
    isApiOnly: false,
    siteId: row.site_id,
    managerId: row.manager_id,
    agentId: row.agent_id,
    isAdministrator: row.agent_id !== null && administrators.has(row.agent_id),
    grants: held.get(row.id) ?? [],
  }));
}

async function listAgents(db: Kysely<Tables>, ids: readonly number[]): Promise<readonly DeskRecord[]> {
  const rows = await db.selectFrom("agents").selectAll().where(sql<boolean>`id = any(${ids})`).execute();
  const ofIds = sql<boolean>`record_id = any(${ids})`;
  const roles = await db.selectFrom("agent_role_grants").selectAll().where(ofIds).execute();
  const cabs = await db.selectFrom("cab_grants").selectAll().where(ofIds).execute();
  const held = gather([
    ...roles.map((row) => ({ record: row.record_id, grant: toGrant("agentRole", row) })),
    ...cabs.map((row) => ({ record: row.record_id, grant: toGrant("cab", row) })),
  ]);
  const administrators = await listAdministrators(db, ids);
  return rows.map((row) => ({
    entity: "agent",
    id: row.id,
    version: row.version,
    values: valuesOf(row),
    isActive: row.is_active,
    isProtected: row.is_protected,
    isApiOnly: row.is_api_only,
    siteId: null,
    managerId: null,
    agentId: null,
    isAdministrator: administrators.has(row.id),
    grants: held.get(row.id) ?? [],
  }));
}

/** Which of these agents hold a role with administrator rights. */
async function listAdministrators(db: Kysely<Tables>, agentIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (agentIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("agent_role_grants as g")
    .innerJoin("agent_roles as r", "r.id", "g.target_id")
    .select("g.record_id")
    .where("r.is_administrator", "=", true)
    .where(sql<boolean>`g.record_id = any(${agentIds})`)
    .execute();
  return new Set(rows.map((row) => row.record_id));
}

/** How many active agents have administrator rights and can sign in. */
export async function countActiveAdministrators(db: Kysely<Tables>): Promise<number> {
  const answer = await sql<{ n: string }>`
    select count(distinct a.id) as n from agents a
    join agent_role_grants g on g.record_id = a.id join agent_roles r on r.id = g.target_id
    where a.is_active and not a.is_api_only and r.is_administrator`.execute(db);
  return Number(answer.rows[0]?.n ?? 0);
}

interface GrantRow {
  readonly target_id: number;
  readonly cab_role_id: number | null;
  readonly source: string;
  readonly connection_id: number | null;
}

function toGrant(kind: Grant["kind"], row: GrantRow): Grant {
  // Written by applyChanges and the desk's own forms from the same closed list.
  return { kind, id: row.target_id, cabRoleId: row.cab_role_id, source: row.source as Grant["source"], connectionId: row.connection_id };
}

function gather(entries: readonly { record: number; grant: Grant }[]): ReadonlyMap<number, Grant[]> {
  const held = new Map<number, Grant[]>();
  for (const { record, grant } of entries) {
    const known = held.get(record);
    if (known === undefined) held.set(record, [grant]);
    else known.push(grant);
  }
  for (const grants of held.values()) grants.sort((a, b) => `${a.kind} ${a.id} ${a.source}`.localeCompare(`${b.kind} ${b.id} ${b.source}`));
  return held;
}
