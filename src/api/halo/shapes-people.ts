import type { NumberedCustomField } from "../../desk/list-custom-fields.ts";
import { type OutsideIdName, type OutsideIds, outsideIdNames } from "../../desk/outside-ids.ts";
import type { DeskField, DeskRecord, Entity, FieldValue } from "../../model/desk.ts";
import { Invalid } from "../../model/errors.ts";
import { writeGuid } from "./numbered-guid.ts";
import { type ItemReader, readItem, readListedId } from "./shapes.ts";
import { readCustomFields, writeCustomFields } from "./shapes-custom-fields.ts";
import { readRoleId } from "./shapes-people-setup.ts";
import { readActive } from "./shapes-places.ts";

interface Named {
  readonly id: number;
  readonly name: string;
}

/** What stands beside a user or an agent. `customFields` is null where they are not shown. */
export interface AroundPerson {
  readonly roles: readonly Named[];
  readonly outside: OutsideIds;
  readonly lastSignInAt: Date | null;
  readonly customFields: readonly NumberedCustomField[] | null;
}

export interface AroundUser extends AroundPerson {
  readonly site: (Named & { readonly customerId: number; readonly customer: string }) | undefined;
  readonly isVip: boolean;
  readonly managerEmail: string;
}

export interface AroundAgent extends AroundPerson {
  readonly teams: readonly Named[];
  readonly licence: string;
}

/** Our fields and what HaloPSA calls them, in users; where agents are called otherwise, that stands beside it. */
const userFields: readonly (readonly [DeskField, string])[] = [
  ["name", "name"],
  ["firstName", "firstname"],
  ["lastName", "surname"],
  ["title", "title"],
  ["email", "emailaddress"],
  ["email2", "email2"],
  ["email3", "email3"],
  ["phone", "phonenumber"],
  ["homePhone", "homenumber"],
  ["mobile", "mobilenumber"],
  ["department", "department"],
  ["employeeNumber", "employee_number"],
  ["notes", "notes"],
];

const agentNames: Readonly<Partial<Record<DeskField, string>>> = { email: "email", title: "jobtitle", mobile: "sms" };
const agentFields = userFields.map(([field, name]) => [field, agentNames[field] ?? name] as const);

/** What HaloPSA calls a field of ours in users or agents. */
export function haloFieldOf(entity: Entity, field: string): string {
  const found = (entity === "user" ? userFields : agentFields).find(([own]) => own === field);
  return found?.[1] ?? field;
}

/** By which of our fields people are searched, for what `advanced_search` calls them. */
export const userConditions: Readonly<Record<string, string>> = conditionsOf(userFields, {
  site_id: "siteId",
  client_id: "customerId",
  jobtitle: "title",
});
export const agentConditions: Readonly<Record<string, string>> = conditionsOf(agentFields, { emailaddress: "email" });

function conditionsOf(fields: readonly (readonly [DeskField, string])[], more: Readonly<Record<string, string>>) {
  const searched = fields.filter(([field]) => field !== "notes").map(([field, name]) => [name, field]);
  return { id: "id", ...Object.fromEntries(searched), ...Object.fromEntries(outsideIdNames.map((name) => [name, name])), ...more };
}

/** A user. HaloPSA writes `site_id` with a fraction, `95.0`; JSON's numbers know none. */
export function writeUser(user: DeskRecord, around: AroundUser) {
  const { site } = around;
  return {
    id: user.id,
    ...writeFields(user, userFields),
    initials: initialsOf(user),
    site_id: user.siteId ?? 0,
    site_id_int: user.siteId ?? 0,
    site_name: site?.name ?? "",
    client_id: site?.customerId ?? 0,
    client_name: site?.customer ?? "",
    inactive: !user.isActive,
    isimportantcontact: around.isVip,
    isserviceaccount: false,
    neversendemails: false,
    lastlogindate: around.lastSignInAt?.toISOString() ?? null,
    linked_agent_id: user.agentId ?? 0,
    manager_id: user.managerId ?? 0,
    manager_email: around.managerEmail,
    role_list: around.roles.map(({ name }) => name).join(", "),
    roles: around.roles.map(({ id, name }) => ({ id, guid: writeGuid("userRole", id), name })),
    ...around.outside,
    ...writeCustom(user, around),
  };
}

/** An agent. */
export function writeAgent(agent: DeskRecord, around: AroundAgent) {
  return {
    id: agent.id,
    ...writeFields(agent, agentFields),
    initials: initialsOf(agent),
    isdisabled: !agent.isActive,
    isapiagent: agent.isApiOnly,
    is_agent: true,
    lastlogindate: around.lastSignInAt?.toISOString() ?? null,
    licence_type: around.licence === "named" ? 0 : 1,
    team: around.teams[0]?.name ?? "",
    teams: around.teams.map(({ id, name }) => ({ id, agent_id: agent.id, team_id: id, team_name: name, in_section: true })),
    role_list: around.roles.map(({ name }) => name).join(", "),
    roles: around.roles.map(({ id, name }) => ({ id: writeGuid("agentRole", id), id_int: id, name })),
    ...around.outside,
    ...writeCustom(agent, around),
  };
}

function writeFields({ values }: DeskRecord, fields: readonly (readonly [DeskField, string])[]) {
  return Object.fromEntries(fields.map(([field, name]) => [name, values[field] ?? ""]));
}

function writeCustom({ values }: DeskRecord, { customFields }: AroundPerson) {
  if (customFields === null) return {};
  const own = Object.entries(values).filter(([field]) => field.startsWith("custom."));
  const custom = Object.fromEntries(own.map(([field, value]) => [field.slice("custom.".length), value]));
  return { customfields: writeCustomFields(customFields, custom) };
}

function initialsOf({ values }: DeskRecord): string {
  const words = String(values.name ?? "").split(/\s+/);
  return words
    .map((word) => [...word][0] ?? "")
    .join("")
    .slice(0, 3)
    .toUpperCase();
}

/** What an object changes of a user or an agent: undefined stays as it is. */
export interface SentPerson {
  /** By our fields; null empties one. Custom fields are `custom.<key>`. */
  readonly values: Readonly<Record<string, FieldValue | null>>;
  readonly isActive: boolean | undefined;
  readonly outside: OutsideIds;
  readonly roles: { readonly kind: "all" | "more"; readonly ids: readonly number[] } | undefined;
}

/** @throws Invalid */
export function readUser(sent: ItemReader, customFields: readonly NumberedCustomField[]) {
  return {
    ...readPerson(sent, userFields, customFields, (one) => readItem({ id: one }).id("id") ?? null),
    isActive: readActive(sent),
    siteId: sent.id("site_id_int") ?? sent.id("site_id"),
    agentId: sent.id("linked_agent_id"),
    managerId: sent.id("manager_id"),
    // A property of Muster's: HaloPSA has none for it.
    movesCustomer: sent.flag("movescustomer"),
  };
}

/** @throws Invalid */
export function readAgent(sent: ItemReader, customFields: readonly NumberedCustomField[]) {
  return {
    ...readPerson(sent, agentFields, customFields, readRoleId),
    isActive: readActive(sent, "isdisabled"),
    isApiOnly: sent.flag("isapiagent"),
    licence: readLicence(sent),
    teamIds: sent.items("teams")?.flatMap((team) => {
      const one = readItem(team);
      return one.flag("in_section") === false ? [] : [readListedId({ id: one.raw("team_id") ?? one.raw("id") }, "teams")];
    }),
  };
}

function readLicence(sent: ItemReader): "named" | "concurrent" | undefined {
  const type = sent.number("licence_type");
  return type === undefined || type === null ? undefined : type === 0 ? "named" : "concurrent";
}

function readPerson(
  sent: ItemReader,
  fields: readonly (readonly [DeskField, string])[],
  customFields: readonly NumberedCustomField[],
  roleId: (id: unknown) => number | null,
): Omit<SentPerson, "isActive"> {
  const values: Record<string, FieldValue | null> = {};
  for (const [field, name] of fields) {
    const text = sent.text(name)?.trim();
    if (text !== undefined) values[field] = text === "" ? null : text;
  }
  // The last name alone, or both names, where a client sends no name.
  const [first, last] = [values.firstName, values.lastName];
  if (values.name === undefined && !sent.has("id") && (first || last)) values.name = [first, last].filter(Boolean).join(" ");
  for (const [key, value] of Object.entries(readCustomFields(customFields, sent) ?? {})) values[`custom.${key}`] = value;
  return { values, outside: readOutside(sent), roles: readRoles(sent, roleId) };
}

function readOutside(sent: ItemReader): OutsideIds {
  const ids: Partial<Record<OutsideIdName, string>> = {};
  for (const name of outsideIdNames) {
    const text = sent.text(name)?.trim();
    if (text !== undefined && text.length > 500) throw new Invalid([{ at: name, says: "has more than 500 characters" }]);
    if (text !== undefined) ids[name] = text;
  }
  return ids;
}

/** `roles` is the whole list, `add_roles` some more. */
function readRoles(sent: ItemReader, roleId: (id: unknown) => number | null): SentPerson["roles"] {
  const name = sent.has("roles") ? "roles" : "add_roles";
  const ids = sent.items(name)?.map((role) => {
    const id = roleId(role.id_int ?? role.id);
    if (id === null) throw new Invalid([{ at: name, says: "each names a role by its id" }]);
    return id;
  });
  return ids === undefined ? undefined : { kind: name === "roles" ? "all" : "more", ids };
}
