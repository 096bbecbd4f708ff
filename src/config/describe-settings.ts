import { canonicalJson } from "../core/canonical-json.ts";
import { defaultGoogleFields } from "../core/default-fields.ts";
import type { FileConnection, FileDestination, FileField, FileGift, FileMapping } from "../model/config-file.ts";
import type { Entity } from "../model/desk.ts";
import { must } from "../model/errors.ts";
import {
  type ConnectionSettings,
  type Destination,
  emptySettings,
  type FieldMapping,
  type Gift,
  type Limit,
  type Mapping,
  type MatchingField,
} from "../model/settings.ts";
import { describeCondition } from "./condition-form.ts";
import type { DeskState, Named } from "./desk-state.ts";
import { entityPlural } from "./entity-words.ts";

/** What turns numbers into names. */
export interface Names {
  readonly desk: DeskState;
  readonly connections: readonly Named[];
}

type FileSettings = Omit<FileConnection, "name" | "provider" | "signIn" | "endpoints" | "pace">;

/** Settings as the file writes them, without what has its default value. */
export function describeSettings(settings: ConnectionSettings, names: Names): FileSettings {
  const all: FileSettings = {
    directory: settings.directory,
    scope: withoutEmpty(settings.scope),
    mappings: settings.mappings.toSorted((a, b) => a.sequence - b.sequence).map((mapping) => describeMapping(mapping, names)),
    fieldMappings: describeFields(settings.fieldMappings),
    groupMappings: settings.groupMappings.map(({ groupId, groupName, gives }) => ({
      group: { id: groupId, name: groupName },
      gives: describeGift(gives, names),
    })),
    matching: withoutEmpty({ users: settings.matching.users.map(matchingWord), agents: settings.matching.agents.map(matchingWord) }),
    agentActivation: {
      on: settings.agentActivation.isOn,
      roles: settings.agentActivation.roleIds.map((id) => nameOf(names.desk.agentRoles, id)),
    },
    deactivatesMissing: settings.deactivatesMissing,
    deactivatesSuspendedUsers: settings.deactivatesSuspendedUsers,
    keepsSiteOfExisting: settings.keepsSiteOfExisting,
    sharesPeopleWith: settings.sharesPeopleWith.map((id) => nameOf(names.connections, id)),
    limits: describeLimits(settings.limits),
  };
  const standard: Readonly<Record<string, unknown>> = {
    ...emptySettings,
    scope: {},
    matching: {},
    fieldMappings: {},
    limits: {},
    agentActivation: { on: false, roles: [] },
  };
  // Taking keys away leaves the same kind of object: every key of it may be absent.
  return Object.fromEntries(
    Object.entries(all).filter(([key, value]) => canonicalJson(value) !== canonicalJson(standard[key])),
  ) as FileSettings;
}

export function describeMapping({ sequence, name, part, destination, filter }: Mapping, names: Names): FileMapping {
  return {
    sequence,
    name,
    ...(part !== null && { customerId: part }),
    destination: describeDestination(destination, names),
    ...(filter !== null && { filter: describeCondition(filter) }),
  };
}

function describeDestination(destination: Destination, { desk }: Names): FileDestination {
  if (destination.kind === "leaveOut") return { leaveOut: true };
  if (destination.kind === "agent")
    return { agent: destination.agentRoleId === null ? {} : { role: nameOf(desk.agentRoles, destination.agentRoleId) } };
  const { siteId, userRoleId } = destination;
  const customer = must(
    desk.customers.find((one) => one.sites.some((site) => site.id === siteId)),
    `the customer of site ${siteId}`,
  );
  return {
    site: {
      customer: customer.name,
      site: nameOf(customer.sites, siteId),
      ...(userRoleId !== null && { userRole: nameOf(desk.userRoles, userRoleId) }),
    },
  };
}

function describeFields(fields: readonly FieldMapping[]): NonNullable<FileConnection["fieldMappings"]> {
  const tables = (["user", "agent"] as const).map((entity) => [entityPlural[entity], describeTable(entity, fields)] as const);
  return Object.fromEntries(tables.filter(([, table]) => Object.keys(table).length > 0));
}

function describeTable(entity: Entity, fields: readonly FieldMapping[]): Record<string, FileField> {
  const own = fields.filter((mapping) => mapping.entity === entity);
  const defaults = defaultGoogleFields.filter((mapping) => mapping.entity === entity);
  const removed = defaults
    .filter((mapping) => !own.some((one) => one.field === mapping.field))
    .map((mapping) => [mapping.field, { remove: true }] as const);
  const listed = own
    .filter((mapping) => !defaults.some((one) => canonicalJson(one) === canonicalJson(mapping)))
    .map((mapping) => [mapping.field, describeField(mapping)] as const);
  return Object.fromEntries<FileField>([...removed, ...listed]);
}

/** A field mapping as the file writes it: the attribute alone where nothing else is special. */
export function describeField({ from, policy, clearsWhenEmpty }: FieldMapping): FileField {
  if (policy === "directory" && !clearsWhenEmpty) return from;
  return { from, ...(policy !== "directory" && { policy }), ...(clearsWhenEmpty && { clearsWhenEmpty }) };
}

export function describeGift(gift: Gift, { desk }: Names): FileGift {
  if (gift.kind === "agentRole") return { agentRole: nameOf(desk.agentRoles, gift.roleId) };
  if (gift.kind === "userRole") return { userRole: nameOf(desk.userRoles, gift.roleId) };
  return { cab: { name: nameOf(desk.cabs, gift.cabId), ...(gift.cabRoleId !== null && { role: nameOf(desk.cabRoles, gift.cabRoleId) }) } };
}

function describeLimits(limits: ConnectionSettings["limits"]): NonNullable<FileConnection["limits"]> {
  const standard = emptySettings.limits;
  const special = (["deactivations", "roleLosses", "siteMoves", "creations"] as const)
    .filter((name) => canonicalJson(limits[name]) !== canonicalJson(standard[name]))
    .map((name) => [name, describeLimit(limits[name])] as const);
  return {
    ...Object.fromEntries(special),
    ...(limits.shrinkPercent !== standard.shrinkPercent && { shrinkPercent: limits.shrinkPercent }),
  };
}

function describeLimit(limit: Limit): Partial<Limit> {
  if (limit.count === null && limit.percent === null) return limit;
  return { ...(limit.count !== null && { count: limit.count }), ...(limit.percent !== null && { percent: limit.percent }) };
}

export function matchingWord(by: MatchingField): string {
  return by.kind === "field" ? by.field : by.kind;
}

function withoutEmpty<K extends string>(lists: Readonly<Record<K, string[]>>): Partial<Record<K, string[]>> {
  // Taking keys away leaves a part of the same object.
  return Object.fromEntries(Object.entries<string[]>(lists).filter(([, list]) => list.length > 0)) as Partial<Record<K, string[]>>;
}

/** The name of a record that settings refer to by number. */
export function nameOf(list: readonly Named[], id: number): string {
  return list.find((one) => one.id === id)?.name ?? `(number ${id}, which is gone)`;
}
