import { checkSettings } from "../core/check-settings.ts";
import { defaultGoogleFields } from "../core/default-fields.ts";
import type { FileConnection, FileDestination, FileField, FileGift } from "../model/config-file.ts";
import type { Entity } from "../model/desk.ts";
import { type Fault, must } from "../model/errors.ts";
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
import { buildCondition, type GroupOf } from "./condition-form.ts";
import { catalogueOf, type DeskState, type Named, requireNamed, requireSite } from "./desk-state.ts";
import type { Faults } from "./faults.ts";
import type { Path } from "./parse-config-file.ts";

/** What turns names into numbers. */
export interface SettingsContext {
  readonly desk: DeskState;
  readonly connections: readonly Named[];
  readonly groupOf: GroupOf;
  /** The settings so far, whose mappings keep their numbers; null for a new connection. */
  readonly existing: ConnectionSettings | null;
  readonly faults: Faults;
  /** The connection's place in the file. */
  readonly path: Path;
}

/** The settings that a connection of the file asks for, whole: what it leaves out has its default value. Collects every fault. */
export function buildSettings(file: FileConnection, context: SettingsContext): ConnectionSettings {
  const { desk, faults, path } = context;
  const role = (name: string, index: number) =>
    requireNamed(desk.agentRoles, { name, what: "agent role", path: [...path, "agentActivation", "roles", index] }, faults);
  return {
    directory: file.directory ?? emptySettings.directory,
    scope: { orgUnits: file.scope?.orgUnits ?? [], domains: file.scope?.domains ?? [] },
    mappings: buildMappings(file, context),
    fieldMappings: [...buildFields("user", file, context), ...buildFields("agent", file, context)],
    groupMappings: buildGroupMappings(file, context),
    matching: { users: (file.matching?.users ?? []).map(toMatchingField), agents: (file.matching?.agents ?? []).map(toMatchingField) },
    agentActivation: { isOn: file.agentActivation?.on ?? false, roleIds: (file.agentActivation?.roles ?? []).map(role) },
    deactivatesMissing: { users: file.deactivatesMissing?.users ?? false, agents: file.deactivatesMissing?.agents ?? false },
    deactivatesSuspendedUsers: file.deactivatesSuspendedUsers ?? emptySettings.deactivatesSuspendedUsers,
    keepsSiteOfExisting: file.keepsSiteOfExisting ?? emptySettings.keepsSiteOfExisting,
    sharesPeopleWith: (file.sharesPeopleWith ?? []).map((name, index) =>
      requireNamed(context.connections, { name, what: "connection", path: [...path, "sharesPeopleWith", index] }, faults),
    ),
    limits: buildLimits(file),
  };
}

function buildMappings(file: FileConnection, context: SettingsContext): Mapping[] {
  const wanted = file.mappings ?? [];
  const names = new Map<string, number>();
  for (const [index, { name }] of wanted.entries()) {
    const other = names.get(name);
    if (other !== undefined)
      context.faults.add(
        [...context.path, "mappings", index, "name"],
        `mapping ${other + 1} is called "${name}" too. Give each its own name: by it a mapping keeps its history`,
      );
    else names.set(name, index);
  }
  return wanted.map((mapping, index) => {
    const path = [...context.path, "mappings", index];
    return {
      id: findMappingId(mapping, context.existing?.mappings ?? [], names),
      sequence: mapping.sequence,
      name: mapping.name,
      part: mapping.customerId ?? null,
      destination: buildDestination(mapping.destination, [...path, "destination"], context),
      filter: mapping.filter === undefined ? null : buildCondition(mapping.filter, [...path, "filter"], context.groupOf),
    };
  });
}

/** A mapping of the same name, or one at the same place whose name is no longer in use: then it was renamed. */
function findMappingId(
  wanted: { name: string; sequence: number },
  existing: readonly Mapping[],
  names: ReadonlyMap<string, number>,
): number {
  const same = existing.find((mapping) => mapping.name === wanted.name);
  if (same !== undefined) return same.id;
  return existing.find((mapping) => mapping.sequence === wanted.sequence && !names.has(mapping.name))?.id ?? 0;
}

function buildDestination(file: FileDestination, path: Path, { desk, faults }: SettingsContext): Destination {
  if (file.site !== undefined) {
    const { userRole } = file.site;
    const userRoleId =
      userRole === undefined
        ? null
        : requireNamed(desk.userRoles, { name: userRole, what: "user role", path: [...path, "site", "userRole"] }, faults);
    return { kind: "site", siteId: requireSite(desk, file.site, [...path, "site"], faults), userRoleId };
  }
  if (file.agent === undefined) return { kind: "leaveOut" };
  const { role } = file.agent;
  return {
    kind: "agent",
    agentRoleId:
      role === undefined
        ? null
        : requireNamed(desk.agentRoles, { name: role, what: "agent role", path: [...path, "agent", "role"] }, faults),
  };
}

function buildFields(entity: Entity, file: FileConnection, context: SettingsContext): readonly FieldMapping[] {
  const key = entity === "user" ? "users" : "agents";
  const listed = new Map(Object.entries(file.fieldMappings?.[key] ?? {}));
  const defaults = defaultGoogleFields.filter((mapping) => mapping.entity === entity);
  for (const [field, given] of listed) {
    const isDefault = defaults.some((mapping) => mapping.field === field);
    if (isRemoved(given) && !isDefault)
      context.faults.add(
        [...context.path, "fieldMappings", key, field],
        `"${field}" is not filled by default, so there is nothing to remove. Leave this line out`,
      );
  }
  const own = [...listed].filter(([field]) => !defaults.some((mapping) => mapping.field === field));
  return [
    ...defaults.flatMap((mapping) => buildField(mapping, listed.get(mapping.field))),
    ...own.flatMap(([field, given]) => buildField({ entity, field, from: "", policy: "directory", clearsWhenEmpty: false }, given)),
  ];
}

function buildField(base: FieldMapping, given: FileField | undefined): readonly FieldMapping[] {
  if (given === undefined) return [base];
  if (isRemoved(given)) return [];
  if (typeof given === "string") return [{ ...base, from: given }];
  return "from" in given
    ? [{ ...base, from: given.from, policy: given.policy ?? "directory", clearsWhenEmpty: given.clearsWhenEmpty ?? false }]
    : [];
}

function isRemoved(given: FileField): boolean {
  return typeof given === "object" && "remove" in given;
}

function buildGroupMappings(file: FileConnection, context: SettingsContext): ConnectionSettings["groupMappings"] {
  const wanted = (file.groupMappings ?? []).map(({ group, gives }, index) => {
    const path = [...context.path, "groupMappings", index];
    const found = context.groupOf({ group, path: [...path, "group"] });
    return { groupId: found.id, groupName: found.name, gives: buildGift(gives, [...path, "gives"], context) };
  });
  return wanted.map((mapping) => {
    const same = (context.existing?.groupMappings ?? []).find(
      (one) => one.groupId === mapping.groupId && giftKey(one.gives) === giftKey(mapping.gives),
    );
    return { id: same?.id ?? 0, ...mapping };
  });
}

function buildGift(file: FileGift, path: Path, { desk, faults }: SettingsContext): Gift {
  if (file.agentRole !== undefined)
    return {
      kind: "agentRole",
      roleId: requireNamed(desk.agentRoles, { name: file.agentRole, what: "agent role", path: [...path, "agentRole"] }, faults),
    };
  if (file.userRole !== undefined)
    return {
      kind: "userRole",
      roleId: requireNamed(desk.userRoles, { name: file.userRole, what: "user role", path: [...path, "userRole"] }, faults),
    };
  const { name, role } = must(file.cab, "what the group gives");
  const cabId = requireNamed(desk.cabs, { name, what: "change advisory board", path: [...path, "cab", "name"] }, faults);
  return {
    kind: "cab",
    cabId,
    cabRoleId:
      role === undefined ? null : requireNamed(desk.cabRoles, { name: role, what: "CAB role", path: [...path, "cab", "role"] }, faults),
  };
}

function giftKey(gift: Gift): string {
  return gift.kind === "cab" ? `cab ${gift.cabId}` : `${gift.kind} ${gift.roleId}`;
}

function toMatchingField(word: string): MatchingField {
  return word === "email" || word === "alias" || word === "name" ? { kind: word } : { kind: "field", field: word };
}

function buildLimits({ limits }: FileConnection): ConnectionSettings["limits"] {
  const standard = emptySettings.limits;
  const limit = (name: "deactivations" | "roleLosses" | "siteMoves" | "creations"): Limit => {
    const given = limits?.[name];
    return given === undefined ? standard[name] : { count: given.count ?? null, percent: given.percent ?? null };
  };
  return {
    deactivations: limit("deactivations"),
    roleLosses: limit("roleLosses"),
    siteMoves: limit("siteMoves"),
    creations: limit("creations"),
    shrinkPercent: limits?.shrinkPercent ?? standard.shrinkPercent,
  };
}

/** The rules that hold for all settings, however they come: each fault with the line of what it is about. Names were looked up before. */
export function checkBuilt(settings: ConnectionSettings, { desk, faults, path }: SettingsContext): void {
  for (const fault of checkSettings(settings, catalogueOf(desk))) {
    if (fault.says.startsWith("there is no ")) continue;
    faults.add([...path, ...findPath(fault.at, settings)], `${nameOf(fault)}${fault.says}`);
  }
}

function findPath(at: string, settings: ConnectionSettings): Path {
  const [, list, index, rest] = /^(mappings|fieldMappings|groupMappings)\[(\d+)\](.*)/.exec(at) ?? [];
  if (list === undefined) return [/^\w+/.exec(at)?.[0] ?? ""];
  if (list === "fieldMappings") return fieldPath(settings.fieldMappings[Number(index)]);
  if (rest?.startsWith(".sequence")) return [list, Number(index), "sequence"];
  return rest?.includes(".filter") ? [list, Number(index), "filter"] : [list, Number(index)];
}

function fieldPath(mapping: FieldMapping | undefined): Path {
  return mapping === undefined ? ["fieldMappings"] : ["fieldMappings", mapping.entity === "user" ? "users" : "agents", mapping.field];
}

/** What a fault is about, where its sentence does not begin with that. */
function nameOf({ about, says }: Fault): string {
  return about === undefined || says.startsWith('"') ? "" : `"${about}" `;
}
