import { type DeskCatalogue, deskFields, type Entity, managerField } from "../model/desk.ts";
import { type Fault, writePath } from "../model/errors.ts";
import { ConnectionSettings, type FieldMapping, type Mapping, type MatchingField } from "../model/settings.ts";
import { checkAttribute, checkCondition } from "./check-condition.ts";
import { lockedFields } from "./default-fields.ts";

/**
 * Every fault of settings: what they name must exist on the desk, and no two of them may contradict each other. Places are paths into the
 * settings as they were given, so that a form can show a fault where it is.
 */
export function checkSettings(settings: ConnectionSettings, catalogue: DeskCatalogue): readonly Fault[] {
  const shape = ConnectionSettings.safeParse(settings);
  if (!shape.success) return shape.error.issues.map((issue) => ({ at: writePath(issue.path), says: issue.message }));
  return [
    ...checkSequences(settings.mappings),
    ...settings.mappings.flatMap((mapping, index) =>
      checkMapping(mapping, { at: `mappings[${index}]`, about: mapping.name }, settings, catalogue),
    ),
    ...checkFields(settings.fieldMappings, catalogue),
    ...checkGroupMappings(settings, catalogue),
    ...settings.matching.users.flatMap((by, index) => checkMatching(by, `matching.users[${index}]`, "user", settings)),
    ...settings.matching.agents.flatMap((by, index) => checkMatching(by, `matching.agents[${index}]`, "agent", settings)),
    ...settings.agentActivation.roleIds.flatMap((id, index) =>
      catalogue.agentRoles.has(id) ? [] : [missing({ at: `agentActivation.roleIds[${index}]` }, `agent role ${id}`)],
    ),
    ...checkActivation(settings),
  ];
}

/** Where a fault stands, and what people call it. */
type Place = Pick<Fault, "at" | "about">;

function missing(place: Place, what: string): Fault {
  return { ...place, says: `there is no ${what} on the desk. Create it first, or choose one that exists` };
}

function checkSequences(mappings: readonly Mapping[]): readonly Fault[] {
  const first = new Map<number, string>();
  const faults: Fault[] = [];
  for (const [index, mapping] of mappings.entries()) {
    const other = first.get(mapping.sequence);
    if (other === undefined) first.set(mapping.sequence, mapping.name);
    else
      faults.push({
        at: `mappings[${index}].sequence`,
        says: `"${mapping.name}" and "${other}" both have sequence ${mapping.sequence}; sequences are unique, the lowest that fits a person wins`,
      });
  }
  return faults;
}

function checkMapping(mapping: Mapping, place: Place, settings: ConnectionSettings, catalogue: DeskCatalogue): readonly Fault[] {
  const faults: Fault[] = [];
  const { destination } = mapping;
  const within = (name: string): Place => ({ ...place, at: `${place.at}.${name}` });
  if (destination.kind === "site") {
    if (!catalogue.sites.has(destination.siteId)) faults.push(missing(within("destination"), `site ${destination.siteId}`));
    if (destination.userRoleId !== null && !catalogue.userRoles.has(destination.userRoleId))
      faults.push(missing(within("destination"), `user role ${destination.userRoleId}`));
  }
  if (destination.kind === "agent" && destination.agentRoleId !== null && !catalogue.agentRoles.has(destination.agentRoleId)) {
    faults.push(missing(within("destination"), `agent role ${destination.agentRoleId}`));
  }
  if (settings.directory === "several" && mapping.part === null) {
    faults.push({
      ...within("part"),
      says: "names no customer id. This connection reads several customer directories, so every mapping says which (Google Admin console, Account, Account settings; my_customer for your own)",
    });
  }
  if (settings.directory === "own" && mapping.part !== null)
    faults.push({
      ...within("part"),
      says: "names a customer id, but this connection reads its own directory only. Remove it, or choose several customer directories",
    });
  if (mapping.filter !== null) faults.push(...checkCondition(mapping.filter, within("filter")));
  return faults;
}

function checkFields(fields: readonly FieldMapping[], catalogue: DeskCatalogue): readonly Fault[] {
  const faults: Fault[] = [];
  const taken = new Map<string, string>();
  for (const [index, mapping] of fields.entries()) {
    const place = { at: `fieldMappings[${index}]`, about: mapping.field };
    const key = `${mapping.entity} ${mapping.field}`;
    const other = taken.get(key);
    if (other !== undefined)
      faults.push({ ...place, says: `is filled twice, from ${other} and from ${mapping.from}; each desk field is mapped once` });
    taken.set(key, mapping.from);
    if (!isDeskField(mapping, catalogue))
      faults.push({
        ...place,
        says: `is no field of ${mapping.entity === "user" ? "users" : "agents"}. Use one of ${deskFields.join(", ")}${mapping.entity === "user" ? `, ${managerField}` : ""}, or custom.<key> of a custom field that exists`,
      });
    faults.push(...checkAttribute(mapping.from, { ...place, at: `${place.at}.from` }));
  }
  for (const locked of lockedFields) {
    const index = fields.findIndex((mapping) => mapping.entity === locked.entity && mapping.field === locked.field);
    if (fields[index]?.from !== locked.from) {
      faults.push({
        at: index < 0 ? "fieldMappings" : `fieldMappings[${index}]`,
        about: locked.field,
        says: `is filled from ${locked.from}; the mapping of names is locked and can't be changed or removed`,
      });
    }
  }
  return faults;
}

function isDeskField(mapping: FieldMapping, catalogue: DeskCatalogue): boolean {
  if (mapping.field === managerField) return mapping.entity === "user";
  if (!mapping.field.startsWith("custom.")) return deskFields.some((field) => field === mapping.field);
  const key = mapping.field.slice("custom.".length);
  return catalogue.customFields.some((field) => field.entity === mapping.entity && field.key === key);
}

function checkGroupMappings(settings: ConnectionSettings, catalogue: DeskCatalogue): readonly Fault[] {
  return settings.groupMappings.flatMap(({ gives, groupName }, index) => {
    const place = { at: `groupMappings[${index}].gives`, about: groupName };
    if (gives.kind === "agentRole") return catalogue.agentRoles.has(gives.roleId) ? [] : [missing(place, `agent role ${gives.roleId}`)];
    if (gives.kind === "userRole") return catalogue.userRoles.has(gives.roleId) ? [] : [missing(place, `user role ${gives.roleId}`)];
    const faults = catalogue.cabs.has(gives.cabId) ? [] : [missing(place, `change advisory board ${gives.cabId}`)];
    return gives.cabRoleId === null || catalogue.cabRoles.has(gives.cabRoleId)
      ? faults
      : [...faults, missing(place, `CAB role ${gives.cabRoleId}`)];
  });
}

function checkMatching(by: MatchingField, at: string, entity: Entity, settings: ConnectionSettings): readonly Fault[] {
  if (by.kind !== "field") return [];
  const isMapped =
    settings.fieldMappings.some((mapping) => mapping.entity === entity && mapping.field === by.field) && by.field !== managerField;
  return isMapped
    ? []
    : [{ at, about: by.field, says: "is not filled by any field mapping, so there is nothing to compare. Map the field first" }];
}

function checkActivation({ agentActivation }: ConnectionSettings): readonly Fault[] {
  const isEmpty = agentActivation.isOn && agentActivation.roleIds.length === 0;
  return isEmpty
    ? [
        {
          at: "agentActivation.roleIds",
          says: "no role makes an agent active: every agent of this connection would lose access. Name at least one role",
        },
      ]
    : [];
}
