import { type Kysely, sql } from "kysely";
import { listPermissions } from "../core/list-permissions.ts";
import { Forbidden } from "../model/errors.ts";
import type { Permission, RoleRights } from "../model/permission.ts";
import type { Tables } from "../store/tables.ts";

/** What decides what a role gives. */
interface Giving {
  readonly isAdministrator: boolean;
  readonly rights: RoleRights;
}

/** Keeps whoever edits a role from making it give what they have not themselves; what it gave before may stay. @throws Forbidden */
export function assertRoleGivesNoMore(role: {
  readonly before: Giving | null;
  readonly after: Giving;
  readonly own: readonly Permission[];
}): void {
  const had = role.before === null ? [] : listGiven([role.before]);
  assertOwn(
    listGiven([role.after]).filter((permission) => !had.includes(permission)),
    role.own,
  );
}

/** Keeps whoever gives an agent roles from giving more than they have themselves; roles that the agent holds already may stay. @throws Forbidden */
export async function assertRolesGiveNoMore(
  db: Kysely<Tables>,
  given: { readonly agentId: number; readonly roleIds: readonly number[]; readonly own: readonly Permission[] },
): Promise<void> {
  const answer = await sql<{ is_administrator: boolean; rights: RoleRights }>`
    select r.is_administrator, r.rights from agent_roles r where r.id = any(${given.roleIds}::int[])
      and not exists (select 1 from agent_role_grants g where g.record_id = ${given.agentId}::int and g.target_id = r.id)`.execute(db);
  assertOwn(listGiven(answer.rows.map((row) => ({ isAdministrator: row.is_administrator, rights: row.rights }))), given.own);
}

/** What roles give together. */
export function listGiven(roles: readonly Giving[]): readonly Permission[] {
  return listPermissions({ isAdministrator: roles.some((role) => role.isAdministrator), roles: roles.map((role) => role.rights) });
}

/** @throws Forbidden, naming what somebody would give that they have not */
export function assertOwn(given: readonly Permission[], own: readonly Permission[]): void {
  const more = given.filter((permission) => permission !== "demo:play" && !own.includes(permission));
  if (more.length === 0) return;
  throw new Forbidden(`This would give more than you may do yourself: ${more.slice(0, 5).join(", ")}. Ask an administrator.`);
}
