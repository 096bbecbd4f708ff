import { canonicalJson } from "../core/canonical-json.ts";
import { defaultGoogleFields } from "../core/default-fields.ts";
import { comparisonsOf, type FileCondition, type FileDestination, type FileGift } from "../model/config-file.ts";
import { type Connection, defaultPace, type GoogleEndpoints, googleEndpoints } from "../model/connection.ts";
import { type ConnectionSettings, emptySettings, type FieldMapping, type GroupMapping, type Limit } from "../model/settings.ts";
import { describeField, describeGift, describeMapping, matchingWord, type Names, nameOf } from "./describe-settings.ts";
import { compareDetails, type Detail } from "./difference.ts";
import { entityPlural } from "./entity-words.ts";
import { sandboxAddresses } from "./resolve-endpoints.ts";

/** A connection as it is or will be. */
export interface ConnectionSide {
  readonly connection: Connection;
  readonly settings: ConnectionSettings;
  readonly names: Names;
}

/** Everything in which a connection differs from what the file asks for, but for its secrets; of a new one, what isn't as every new one is. */
export function compareConnection(before: ConnectionSide | null, after: ConnectionSide): readonly Detail[] {
  const known = before === null ? flattenNew(after) : flatten(before, after);
  const details = compareDetails(known, flatten(after, after)).filter(
    ({ at, ...sides }) => !at.endsWith(nameMark) || (sides.before !== null && sides.after !== null),
  );
  return before === null ? details.map((detail) => ({ ...detail, before: null })) : details;
}

const nameMark = '" name';

function flattenNew({ connection, names }: ConnectionSide): ReadonlyMap<string, string> {
  const settings = { ...emptySettings, fieldMappings: [...defaultGoogleFields] };
  const side = { connection: { ...connection, endpoints: googleEndpoints, pace: defaultPace }, settings, names };
  return new Map([...flatten(side, side)].filter(([at]) => at !== "signIn"));
}

function flatten({ connection, settings, names }: ConnectionSide, after: ConnectionSide): ReadonlyMap<string, string> {
  const { signIn, endpoints, pace } = connection;
  return new Map<string, string>([
    ["signIn", signIn.kind === "oauthClient" ? `OAuth client ${signIn.oauthClientId}` : `service account, acting as ${signIn.subject}`],
    ["endpoints", endpointsText(endpoints)],
    ["pace", `${pace.atOnce} at once, ${pace.perMinute} a minute`],
    ["directory", settings.directory],
    ["scope.orgUnits", list(settings.scope.orgUnits)],
    ["scope.domains", list(settings.scope.domains)],
    ...flattenMappings(settings, names, after.settings),
    ...settings.fieldMappings.map(
      (mapping): Entry => [`fieldMappings.${entityPlural[mapping.entity]}.${mapping.field}`, fieldText(mapping)],
    ),
    ...[...Map.groupBy(settings.groupMappings, groupText)].map(
      ([group, gifts]): Entry => [`groupMappings ${group}`, list(gifts.map(({ gives }) => giftText(describeGift(gives, names))))],
    ),
    ["matching.users", list(settings.matching.users.map(matchingWord))],
    ["matching.agents", list(settings.matching.agents.map(matchingWord))],
    ["agentActivation", settings.agentActivation.isOn ? "on" : "off"],
    ["agentActivation.roles", list(settings.agentActivation.roleIds.map((id) => nameOf(names.desk.agentRoles, id)))],
    ["deactivatesMissing.users", String(settings.deactivatesMissing.users)],
    ["deactivatesMissing.agents", String(settings.deactivatesMissing.agents)],
    ["deactivatesSuspendedUsers", String(settings.deactivatesSuspendedUsers)],
    ["keepsSiteOfExisting", String(settings.keepsSiteOfExisting)],
    ["sharesPeopleWith", list(settings.sharesPeopleWith.map((id) => nameOf(names.connections, id)))],
    ...(["deactivations", "roleLosses", "siteMoves", "creations"] as const).map(
      (name): Entry => [`limits.${name}`, limitText(settings.limits[name])],
    ),
    ["limits.shrinkPercent", `${settings.limits.shrinkPercent} %`],
  ]);
}

type Entry = readonly [string, string];

/** A mapping goes by the name that it will have, so that a renamed one shows what becomes of it. */
function flattenMappings(settings: ConnectionSettings, names: Names, after: ConnectionSettings): readonly Entry[] {
  return settings.mappings.flatMap((mapping): readonly Entry[] => {
    const heir = mapping.id > 0 ? after.mappings.find((one) => one.id === mapping.id) : mapping;
    const at = `mapping "${(heir ?? mapping).name}"`;
    const { sequence, name, customerId, destination, filter } = describeMapping(mapping, names);
    return [
      [`${at} sequence`, String(sequence)],
      [`${at} name`, name],
      ...(customerId === undefined ? [] : [[`${at} customerId`, customerId] as const]),
      [`${at} destination`, destinationText(destination)],
      [`${at} filter`, filter === undefined ? "everyone" : conditionText(filter)],
    ];
  });
}

function destinationText({ site, agent }: FileDestination): string {
  if (site !== undefined)
    return `site ${site.site} of ${site.customer}${site.userRole === undefined ? "" : `, user role ${site.userRole}`}`;
  if (agent !== undefined) return agent.role === undefined ? "agent" : `agent with the role ${agent.role}`;
  return "left out";
}

function conditionText(condition: FileCondition): string {
  const { all, any, orgUnit, group, field } = condition;
  if (all !== undefined) return all.map(nestedText).join(" and ");
  if (any !== undefined) return any.map(nestedText).join(" or ");
  if (orgUnit !== undefined) return condition.below === false ? `org unit is ${orgUnit}` : `org unit under ${orgUnit}`;
  if (group !== undefined) return typeof group === "string" ? `in group "${group}"` : `in group "${group.name}" (${group.id})`;
  const [op] = comparisonsOf(condition);
  const value = op === undefined ? true : condition[op];
  const text =
    value === true
      ? ""
      : ` ${[value]
          .flat()
          .map((one) => JSON.stringify(one))
          .join(", ")}`;
  return `${field} ${op === undefined ? "" : comparisonWords[op]}${text}${condition.caseSensitive === true ? " (with case)" : ""}`;
}

const comparisonWords = {
  equals: "is",
  notEquals: "is not",
  contains: "contains",
  notContains: "doesn't contain",
  beginsWith: "begins with",
  endsWith: "ends with",
  matches: "matches",
  inList: "is one of",
  isEmpty: "is empty",
  isNotEmpty: "is not empty",
  isTrue: "is true",
  isFalse: "is false",
} as const;

function nestedText(condition: FileCondition): string {
  const text = conditionText(condition);
  return condition.all === undefined && condition.any === undefined ? text : `(${text})`;
}

function groupText({ groupName, groupId }: GroupMapping): string {
  return `"${groupName}" (${groupId})`;
}

function giftText({ agentRole, userRole, cab }: FileGift): string {
  if (agentRole !== undefined) return `agent role ${agentRole}`;
  if (userRole !== undefined) return `user role ${userRole}`;
  return `board ${cab?.name}${cab?.role === undefined ? "" : ` as ${cab.role}`}`;
}

/** The server that all addresses lead to, where they are those of a sandbox; null elsewhere. */
export function findSandbox(endpoints: GoogleEndpoints): string | null {
  return canonicalJson(endpoints) === canonicalJson(sandboxAddresses(endpoints.admin)) ? endpoints.admin : null;
}

function endpointsText(endpoints: GoogleEndpoints): string {
  const sandbox = findSandbox(endpoints);
  if (sandbox !== null) return `sandbox at ${sandbox}`;
  const standard: Readonly<Record<string, string>> = googleEndpoints;
  const special = Object.entries(endpoints).filter(([name, address]) => address !== standard[name]);
  return special.length === 0 ? "Google's own" : special.map(([name, address]) => `${name} ${address}`).join(", ");
}

function fieldText(mapping: FieldMapping): string {
  const field = describeField(mapping);
  return typeof field === "string" ? field : `${mapping.from}, ${mapping.policy}${mapping.clearsWhenEmpty ? ", clears when empty" : ""}`;
}

function limitText({ count, percent }: Limit): string {
  const parts = [...(count === null ? [] : [`${count}`]), ...(percent === null ? [] : [`${percent} %`])];
  return parts.length === 0 ? "no limit" : parts.join(" or ");
}

function list(words: readonly string[]): string {
  return words.length === 0 ? "(none)" : words.join(", ");
}
