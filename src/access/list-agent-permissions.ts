import { type Kysely, sql } from "kysely";
import { listPermissions } from "../core/list-permissions.ts";
import type { Permission, RoleRights } from "../model/permission.ts";
import type { Tables } from "../store/tables.ts";

/** What an agent's roles give them; nothing for an agent who is not there. */
export async function listAgentPermissions(db: Kysely<Tables>, agentId: number): Promise<readonly Permission[]> {
  const answer = await sql<{ is_administrator: boolean; rights: RoleRights }>`
    select r.is_administrator, r.rights from agent_role_grants g join agent_roles r on r.id = g.target_id
    where g.record_id = ${agentId}`.execute(db);
  return listPermissions({
    isAdministrator: answer.rows.some((row) => row.is_administrator),
    roles: answer.rows.map((row) => row.rights),
  });
}
