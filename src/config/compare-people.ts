import type { Kysely } from "kysely";
import { listRecords } from "../desk/list-records.ts";
import type { FileAgent, FileDesk, FileUser } from "../model/config-file.ts";
import { type DeskRecord, deskFields, type Entity, type FieldValue } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Tables } from "../store/tables.ts";
import { type DeskState, type Named, requireNamed, requireSite } from "./desk-state.ts";
import type { Detail, Difference } from "./difference.ts";
import { entityPlural } from "./entity-words.ts";
import type { Faults } from "./faults.ts";
import { type FoundPerson, findPersons } from "./find-persons.ts";
import type { Path } from "./parse-config-file.ts";

/** What is to be written of one user or agent; only what differs. */
export interface PersonWrite {
  readonly entity: Entity;
  /** Null for a new record. */
  readonly recordId: number | null;
  readonly values: ReadonlyMap<string, FieldValue>;
  readonly siteId: number | null;
  readonly isActive: boolean | null;
  readonly isProtected: boolean | null;
  readonly isApiOnly: boolean | null;
  /** The e-mail of the agent who is the same person. */
  readonly agentEmail: string | null;
  readonly roleIds: readonly number[];
  readonly link: { readonly connectionId: number; readonly externalId: string } | null;
  readonly difference: Difference;
}

export interface PeopleInput {
  readonly file: FileDesk;
  readonly desk: DeskState;
  readonly connections: readonly Named[];
}

/**
 * What the people of a file add and change. What a connection has filled in meanwhile is left to it, so that a file that took people over
 * once can be applied again. Nobody is deleted and no role is taken away.
 */
export async function comparePeople(
  db: Kysely<Tables>,
  input: PeopleInput,
  faults: Faults,
): Promise<{ readonly writes: readonly PersonWrite[]; readonly unchanged: number }> {
  const writes: PersonWrite[] = [];
  let listed = 0;
  for (const entity of ["agent", "user"] as const) {
    const entries: readonly (FileUser | FileAgent)[] = input.file[entityPlural[entity]] ?? [];
    const found = await findPersons(db, { entity, entries, ...input }, faults);
    const records = await listRecords(
      db,
      entity,
      found.map((one) => one.recordId).filter((id) => id !== null),
    );
    for (const [index, entry] of entries.entries()) {
      const person = found[index];
      if (person === undefined) continue;
      const record = person.recordId === null ? null : (records.get(person.recordId) ?? null);
      const write = await comparePerson(db, { entity, entry, person, record, path: ["desk", entityPlural[entity], index], input }, faults);
      if (write !== null) writes.push(write);
    }
    listed += entries.length;
  }
  return { writes, unchanged: listed - writes.length };
}

interface OnePerson {
  readonly entity: Entity;
  readonly entry: FileUser | FileAgent;
  readonly person: FoundPerson;
  readonly record: DeskRecord | null;
  readonly path: Path;
  readonly input: PeopleInput;
}

async function comparePerson(db: Kysely<Tables>, one: OnePerson, faults: Faults): Promise<PersonWrite | null> {
  const { entity, entry, person, record, path, input } = one;
  const details: Detail[] = [];
  const note = (at: string, before: string | null, after: string) => void details.push({ at, before, after });
  const values = new Map<string, FieldValue>();
  for (const [field, value] of valuesOf(entry)) {
    checkCustom(entity, field, [...path, "custom"], input.desk, faults);
    const before = record?.values[field] ?? null;
    if (sameValue(before, value) || person.filledFields.has(field)) continue;
    values.set(field, value);
    note(field, before === null ? null : String(before), String(value));
  }
  const siteId = "site" in entry ? requireSite(input.desk, entry, path, faults) : null;
  const movesSite = siteId !== null && siteId !== record?.siteId && person.filledFields.size === 0;
  if (movesSite && "site" in entry) note("site", siteName(input.desk, record?.siteId ?? null), entry.site);
  const flag = (at: string, before: boolean | null, after: boolean | undefined): boolean | null => {
    if (after === undefined || after === before) return null;
    note(at, before === null ? null : String(before), String(after));
    return after;
  };
  const isActive =
    person.filledFields.size > 0 ? null : flag("active", record?.isActive ?? (entry.active === false ? null : true), entry.active);
  const isProtected = flag("protected", record?.isProtected ?? false, entry.protected);
  const isApiOnly = "apiOnly" in entry ? flag("apiOnly", record?.isApiOnly ?? false, entry.apiOnly) : null;
  const roleIds = listNewRoles(one, faults);
  for (const role of rolesOf(entity, input.desk).filter(({ id }) => roleIds.includes(id))) note("role", null, role.name);
  const agentEmail = "agent" in entry && entry.agent !== undefined ? await findAgent(db, one, entry.agent, faults) : null;
  if (agentEmail !== null) note("agent", null, agentEmail);
  const link = person.newLink;
  if (link !== null) note(`link to ${entry.link?.connection ?? ""}`, null, link.externalId);
  if (record !== null && details.length === 0) return null;
  const difference: Difference = {
    kind: record === null ? "add" : "change",
    what: entity,
    name: entry.name,
    details: record === null ? details.filter((detail) => detail.at !== "name") : details,
  };
  return {
    entity,
    recordId: record?.id ?? null,
    values,
    siteId: movesSite ? siteId : null,
    isActive,
    isProtected,
    isApiOnly,
    agentEmail,
    roleIds,
    link,
    difference,
  };
}

function valuesOf(entry: FileUser | FileAgent): readonly (readonly [string, FieldValue])[] {
  const plain = deskFields.flatMap((field): readonly (readonly [string, FieldValue])[] => {
    const value = entry[field];
    return value === undefined || value === "" ? [] : [[field, value]];
  });
  return [...plain, ...Object.entries(entry.custom ?? {}).map(([key, value]) => [`custom.${key}`, value] as const)];
}

function checkCustom(entity: Entity, field: string, path: Path, desk: DeskState, faults: Faults): void {
  if (!field.startsWith("custom.")) return;
  const key = field.slice("custom.".length);
  if (desk.customFields.some((one) => one.entity === entity && one.key === key)) return;
  faults.add([...path, key], `there is no custom field "${key}" of ${entityPlural[entity]}. Add it under desk.customFields`);
}

function sameValue(a: FieldValue | null, b: FieldValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function rolesOf(entity: Entity, desk: DeskState): readonly Named[] {
  return entity === "user" ? desk.userRoles : desk.agentRoles;
}

function listNewRoles({ entity, entry, record, path, input }: OnePerson, faults: Faults): readonly number[] {
  const wanted = (entry.roles ?? []).map((name, index) =>
    requireNamed(rolesOf(entity, input.desk), { name, what: `${entity} role`, path: [...path, "roles", index] }, faults),
  );
  const held = (record?.grants ?? []).filter((grant) => grant.source === "hand" && grant.kind === `${entity}Role`).map((grant) => grant.id);
  return [...new Set(wanted)].filter((id) => !held.includes(id));
}

/** The agent's e-mail where the user isn't joined to that agent yet; null where it is. */
async function findAgent(db: Kysely<Tables>, { record, path, input }: OnePerson, email: string, faults: Faults): Promise<string | null> {
  const rows = await db.selectFrom("agents").select("id").where("email_key", "=", foldText(email)).execute();
  const isInFile = (input.file.agents ?? []).some((agent) => agent.email !== undefined && foldText(agent.email) === foldText(email));
  if (rows.length === 0 && !isInFile)
    faults.add(
      [...path, "agent"],
      `there is no agent with the e-mail "${email}". Add them under desk.agents, or write the e-mail of one who exists`,
    );
  if (rows.length > 1) faults.add([...path, "agent"], `${rows.length} agents have the e-mail "${email}". Give each their own`);
  return record !== null && record.agentId !== null && record.agentId === rows[0]?.id ? null : email;
}

function siteName(desk: DeskState, siteId: number | null): string | null {
  return desk.customers.flatMap((customer) => customer.sites).find((site) => site.id === siteId)?.name ?? null;
}
