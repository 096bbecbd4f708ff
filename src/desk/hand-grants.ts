import { type Kysely, sql, type Transaction } from "kysely";
import type { Entity } from "../model/desk.ts";
import { Invalid, NotFound } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { assertAnAdministratorIsLeft, lockAdministrators } from "./assert-an-administrator-is-left.ts";
import { noteEvent } from "./events/note-event.ts";

/** A role or a board that somebody holds, and where it came from. `connection` is the name of the directory that gave it; null for hands. */
export interface HeldGrant {
  readonly id: number;
  readonly name: string;
  readonly source: string;
  readonly connectionId: number | null;
  readonly connection: string | null;
  readonly cabRoleId: number | null;
  readonly cabRole: string | null;
}

/** Everything that somebody holds. Users have roles only. */
export interface HeldGrants {
  readonly roles: readonly HeldGrant[];
  readonly cabs: readonly HeldGrant[];
  readonly teams: readonly { readonly id: number; readonly name: string }[];
}

interface Saving {
  readonly by: string;
  readonly now: Date;
}

interface Holder {
  readonly entity: Entity;
  readonly id: number;
}

/** What somebody holds, with where each came from. @throws NotFound */
export async function listHeldGrants(db: Kysely<Tables>, { entity, id }: Holder): Promise<HeldGrants> {
  const found = await sql`select 1 from ${sql.table(`${entity}s`)} where id = ${id}::int`.execute(db);
  if (found.rows.length === 0) throw new NotFound(`There is no ${entity} ${id}.`);
  const roles = await listGrants(db, `${entity}_role_grants`, `${entity}_roles`, id);
  if (entity === "user") return { roles, cabs: [], teams: [] };
  const teams = await db
    .selectFrom("team_members as m")
    .innerJoin("teams as t", "t.id", "m.team_id")
    .select(["t.id", "t.name"])
    .where("m.agent_id", "=", id)
    .orderBy("t.name")
    .execute();
  return { roles, cabs: await listGrants(db, "cab_grants", "cabs", id), teams };
}

async function listGrants(db: Kysely<Tables>, grants: string, targets: string, recordId: number): Promise<readonly HeldGrant[]> {
  const answer = await sql<HeldGrant>`
    select t.id, t.name, g.source, g.connection_id as "connectionId", k.name as connection, g.cab_role_id as "cabRoleId", r.name as "cabRole"
    from ${sql.table(grants)} g join ${sql.table(targets)} t on t.id = g.target_id
    left join connections k on k.id = g.connection_id left join cab_roles r on r.id = g.cab_role_id
    where g.record_id = ${recordId}::int order by t.name, g.source, g.connection_id`.execute(db);
  return answer.rows;
}

/** Gives somebody exactly these roles by hand; what directories gave stays. @throws NotFound, Invalid, Conflict where no administrator would be left */
export async function saveHandRoles(db: Kysely<Tables>, holder: Holder, roleIds: readonly number[], saving: Saving): Promise<HeldGrants> {
  const { entity } = holder;
  return await save(db, holder, saving, async (trx) => {
    await assertThere(trx, { table: `${entity}_roles`, at: "roleIds", what: `${entity} role`, ids: roleIds });
    await writeGrants(
      trx,
      `${entity}_role_grants`,
      holder.id,
      roleIds.map((id) => ({ id, cabRoleId: null })),
    );
  });
}

/** Puts an agent on exactly these boards by hand, each with a role there or none. @throws as {@link saveHandRoles} */
export async function saveHandCabs(
  db: Kysely<Tables>,
  id: number,
  cabs: readonly { readonly cabId: number; readonly cabRoleId: number | null }[],
  saving: Saving,
): Promise<HeldGrants> {
  return await save(db, { entity: "agent", id }, saving, async (trx) => {
    const roles = cabs.flatMap(({ cabRoleId }) => cabRoleId ?? []);
    await assertThere(trx, { table: "cabs", at: "cabs", what: "board", ids: cabs.map(({ cabId }) => cabId) });
    await assertThere(trx, { table: "cab_roles", at: "cabs", what: "CAB role", ids: [...new Set(roles)] });
    await writeGrants(
      trx,
      "cab_grants",
      id,
      cabs.map(({ cabId, cabRoleId }) => ({ id: cabId, cabRoleId })),
    );
  });
}

/** Puts an agent into exactly these teams. @throws as {@link saveHandRoles} */
export async function saveTeams(db: Kysely<Tables>, id: number, teamIds: readonly number[], saving: Saving): Promise<HeldGrants> {
  return await save(db, { entity: "agent", id }, saving, async (trx) => {
    await assertThere(trx, { table: "teams", at: "teamIds", what: "team", ids: teamIds });
    await sql`delete from team_members where agent_id = ${id} and not team_id = any(${teamIds}::int[])`.execute(trx);
    await sql`
      insert into team_members (team_id, agent_id) select t, ${id}::int from unnest(${teamIds}::int[]) t on conflict do nothing`.execute(
      trx,
    );
  });
}

/** Who sits on a board, by name, each with the role there and where the seat came from. @throws NotFound */
export async function listCabMembers(db: Kysely<Tables>, cabId: number): Promise<readonly CabMember[]> {
  const cab = await db.selectFrom("cabs").select("id").where("id", "=", cabId).executeTakeFirst();
  if (cab === undefined) throw new NotFound(`There is no change advisory board ${cabId}.`);
  const answer = await sql<CabMember>`
    select a.id as "agentId", coalesce(a.name, '') as name, coalesce(a.email, '') as email, a.is_active as "isActive",
      g.cab_role_id as "cabRoleId", r.name as "cabRole", g.source, g.connection_id as "connectionId", k.name as connection
    from cab_grants g join agents a on a.id = g.record_id left join cab_roles r on r.id = g.cab_role_id left join connections k on k.id = g.connection_id
    where g.target_id = ${cabId}::int order by a.name_key, a.id, g.source`.execute(db);
  return answer.rows;
}

/** A seat on a board. Somebody who sits there by hand and by a directory has two. */
export interface CabMember {
  readonly agentId: number;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly cabRoleId: number | null;
  readonly cabRole: string | null;
  readonly source: string;
  readonly connectionId: number | null;
  readonly connection: string | null;
}

/** Writes what somebody holds by hand: recorded with before and after, and due for planning where a directory is linked. */
async function save(
  db: Kysely<Tables>,
  holder: Holder,
  { by, now }: Saving,
  write: (trx: Transaction<Tables>) => Promise<void>,
): Promise<HeldGrants> {
  const { entity, id } = holder;
  return await withinTransaction(db, async (trx) => {
    if (entity === "agent") await lockAdministrators(trx);
    await sql`select id from ${sql.table(`${entity}s`)} where id = ${id}::int for update`.execute(trx);
    const before = await listHeldGrants(trx, holder);
    await write(trx);
    const after = await listHeldGrants(trx, holder);
    const [was, is] = [summarise(before), summarise(after)];
    const changed = Object.keys(is).filter((key) => was[key] !== is[key]);
    if (changed.length === 0) return after;
    const wasAdministrator = await holdsRights(trx, before, entity);
    if (wasAdministrator) await assertAnAdministratorIsLeft(trx);
    const pick = (all: Readonly<Record<string, string>>) => JSON.stringify(Object.fromEntries(changed.map((key) => [key, all[key] ?? ""])));
    await sql`update ${sql.table(`${entity}s`)} set version = version + 1 where id = ${id}::int`.execute(trx);
    await trx
      .insertInto("audit")
      .values({ at: now, actor: by, entity, record_id: id, action: "edit", before: pick(was), after: pick(is) })
      .execute();
    await noteEvent(trx, { event: `${entity}.updated`, recordId: id, by, at: now });
    await sql`
      insert into due (connection_id, entity, external_id, because)
      select connection_id, entity, external_id, 'edited' from links where entity = ${entity} and record_id = ${id}::int
      on conflict (connection_id, entity, external_id) do update set because = 'edited', noticed = default`.execute(trx);
    return after;
  });
}

/** Whether one of these roles administers. */
async function holdsRights(trx: Transaction<Tables>, { roles }: HeldGrants, entity: Entity): Promise<boolean> {
  if (entity === "user" || roles.length === 0) return false;
  const ids = roles.map((role) => role.id);
  const found = await trx
    .selectFrom("agent_roles")
    .select("id")
    .where("id", "in", ids)
    .where("is_administrator", "=", true)
    .executeTakeFirst();
  return found !== undefined;
}

/** What somebody holds by hand, as the audit log keeps it. */
function summarise({ roles, cabs, teams }: HeldGrants): Readonly<Record<string, string>> {
  const byHand = (grants: readonly HeldGrant[]) =>
    grants
      .filter((grant) => grant.source === "hand")
      .map((grant) => (grant.cabRole === null ? grant.name : `${grant.name} (${grant.cabRole})`))
      .join(", ");
  return { roles: byHand(roles), boards: byHand(cabs), teams: teams.map((team) => team.name).join(", ") };
}

async function writeGrants(
  trx: Transaction<Tables>,
  table: string,
  recordId: number,
  wanted: readonly { readonly id: number; readonly cabRoleId: number | null }[],
): Promise<void> {
  const grants = sql.table(table);
  const ids = wanted.map((grant) => grant.id);
  await sql`delete from ${grants} where record_id = ${recordId}::int and source = 'hand' and not target_id = any(${ids}::int[])`.execute(
    trx,
  );
  await sql`
    insert into ${grants} (record_id, target_id, cab_role_id, source, connection_id)
    select ${recordId}::int, r.id, r."cabRoleId", 'hand', null::int from json_to_recordset(${JSON.stringify(wanted)}::json) as r(id int, "cabRoleId" int)
    on conflict (record_id, target_id, source, connection_id) do update set cab_role_id = excluded.cab_role_id`.execute(trx);
}

async function assertThere(
  trx: Transaction<Tables>,
  { table, at, what, ids }: { readonly table: string; readonly at: string; readonly what: string; readonly ids: readonly number[] },
): Promise<void> {
  const found = await sql<{ id: number }>`select id from ${sql.table(table)} where id = any(${ids}::int[])`.execute(trx);
  const known = new Set(found.rows.map((row) => row.id));
  const faults = ids.flatMap((id, place) => {
    if (!known.has(id)) return [{ at: `${at}[${place}]`, says: `there is no ${what} ${id}` }];
    return ids.indexOf(id) === place ? [] : [{ at: `${at}[${place}]`, says: `names the ${what} ${id} a second time` }];
  });
  if (faults.length > 0) throw new Invalid(faults);
}
