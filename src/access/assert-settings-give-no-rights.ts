import { type Kysely, sql } from "kysely";
import { canonicalJson } from "../core/canonical-json.ts";
import type { Permission, RoleRights } from "../model/permission.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";
import { assertOwn, listGiven } from "./assert-gives-no-rights.ts";

/**
 * Keeps whoever edits a directory's settings from giving rights by an import that they have not themselves: by a group that they map to an
 * agent role, or by rules that make people agents with one. Mapped groups that were there may stay; rules may as long as all of them do,
 * because whom a rule reaches is up to those before it.
 * @throws Forbidden
 */
export async function assertSettingsGiveNoMore(
  db: Kysely<Tables>,
  settings: { readonly before: ConnectionSettings | null; readonly after: ConnectionSettings; readonly own: readonly Permission[] },
): Promise<void> {
  const { before, after, own } = settings;
  const roleIds = [...listNewGroupRoles(before, after), ...(rulesOf(before) === rulesOf(after) ? [] : listRuleRoles(after))];
  if (roleIds.length === 0) return;
  const answer = await sql<{ is_administrator: boolean; rights: RoleRights }>`
    select is_administrator, rights from agent_roles where id = any(${roleIds}::int[])`.execute(db);
  assertOwn(listGiven(answer.rows.map((row) => ({ isAdministrator: row.is_administrator, rights: row.rights }))), own);
}

function listNewGroupRoles(before: ConnectionSettings | null, after: ConnectionSettings): readonly number[] {
  return after.groupMappings.flatMap(({ groupId, gives }) => {
    if (gives.kind !== "agentRole") return [];
    const was = before?.groupMappings.some(
      (mapping) => mapping.groupId === groupId && mapping.gives.kind === "agentRole" && mapping.gives.roleId === gives.roleId,
    );
    return was === true ? [] : [gives.roleId];
  });
}

function listRuleRoles({ mappings }: ConnectionSettings): readonly number[] {
  return mappings.flatMap(({ destination }) => (destination.kind === "agent" ? (destination.agentRoleId ?? []) : []));
}

/** What decides whom rules reach: not their names and numbers. */
function rulesOf(settings: ConnectionSettings | null): string {
  if (settings === null) return "";
  const rules = settings.mappings.toSorted((a, b) => a.sequence - b.sequence);
  const parts = rules.map(({ part, destination, filter }) => ({ part, destination, filter }));
  return canonicalJson({ parts, scope: settings.scope, directory: settings.directory });
}
