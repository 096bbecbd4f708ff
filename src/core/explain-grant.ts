import type { Grant } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";
import type { Gift, Mapping } from "../model/settings.ts";
import { explainGroup, explainList, explainMapping, type Names } from "./explain-names.ts";

/** A role or a board membership: `user role Standard`, `CAB Standard changes (Approver)`. */
export function explainGrant(grant: Grant, { catalogue }: Pick<Names, "catalogue">): string {
  switch (grant.kind) {
    case "userRole":
      return `user role ${catalogue.userRoles.get(grant.id) ?? grant.id}`;
    case "agentRole":
      return `agent role ${catalogue.agentRoles.get(grant.id)?.name ?? grant.id}`;
    case "cab": {
      const role = grant.cabRoleId === null ? "" : ` (${catalogue.cabRoles.get(grant.cabRoleId) ?? grant.cabRoleId})`;
      return `CAB ${catalogue.cabs.get(grant.id) ?? grant.id}${role}`;
    }
    default:
      return unreachable(grant.kind);
  }
}

/** What a group mapping gives, in the same words. */
export function explainGift(gift: Gift, names: Pick<Names, "catalogue">): string {
  const held = { source: "group", connectionId: null } as const;
  return gift.kind === "cab"
    ? explainGrant({ kind: "cab", id: gift.cabId, cabRoleId: gift.cabRoleId, ...held }, names)
    : explainGrant({ kind: gift.kind, id: gift.roleId, cabRoleId: null, ...held }, names);
}

/** Where a role or a board membership came from. `placedBy` is the mapping that decides now; `groups` are those the person is in. */
export function explainGrantSource(
  grant: Grant,
  names: Names,
  placedBy: Mapping | null = null,
  groups: ReadonlySet<string> = new Set(),
): string {
  if (grant.connectionId !== null && grant.connectionId !== names.connectionId) return `by connection ${grant.connectionId}`;
  switch (grant.source) {
    case "hand":
      return "given by hand";
    case "mapping":
      return explainGivingMapping(grant, names, placedBy);
    case "group":
      return explainGivingGroups(grant, names, groups);
    case "noManager":
      return "for people without a manager";
    default:
      return unreachable(grant.source);
  }
}

function explainGivingMapping(grant: Grant, { settings }: Names, placedBy: Mapping | null): string {
  const giving = [placedBy, ...settings.mappings].find((mapping) => mapping !== null && gives(mapping, grant));
  return giving === undefined || giving === null ? "by a mapping that gives it no more" : explainMapping(giving);
}

function gives({ destination }: Mapping, grant: Grant): boolean {
  if (destination.kind === "site") return grant.kind === "userRole" && destination.userRoleId === grant.id;
  return destination.kind === "agent" && grant.kind === "agentRole" && destination.agentRoleId === grant.id;
}

function explainGivingGroups(grant: Grant, names: Names, groups: ReadonlySet<string>): string {
  const giving = names.settings.groupMappings.filter((mapping) => isGift(mapping.gives, grant));
  const own = giving.filter((mapping) => groups.has(mapping.groupId));
  const named = [...new Set((own.length > 0 ? own : giving).map((mapping) => explainGroup(mapping.groupId, names, mapping.groupName)))];
  if (named.length === 0) return "by a group that gives it no more";
  return `${named.length === 1 ? "group" : "groups"} ${explainList(named)}`;
}

function isGift(gift: Gift, grant: Grant): boolean {
  if (gift.kind === "cab") return grant.kind === "cab" && gift.cabId === grant.id && gift.cabRoleId === grant.cabRoleId;
  return gift.kind === grant.kind && gift.roleId === grant.id;
}
