import { loadCatalogue } from "../../../connections/load-catalogue.ts";
import { checkHandEdit } from "../../../core/check-hand-edit.ts";
import { explainField, explainValue } from "../../../core/explain-field.ts";
import { lockAdministrators } from "../../../desk/assert-an-administrator-is-left.ts";
import { deletePerson } from "../../../desk/delete-person.ts";
import type { ManyToChange } from "../../../desk/records/change-many.ts";
import { listPeopleBefore, type PeopleChange, planPersonNews, savePersonNews } from "../../../desk/records/change-many-people.ts";
import { loadLabels } from "../../../desk/records/load-labels.ts";
import type { Saving } from "../../../desk/records/record-rules.ts";
import type { DeskCatalogue, Entity, FieldValue } from "../../../model/desk.ts";
import { type Fault, Invalid } from "../../../model/errors.ts";
import { kindOf } from "../../../model/records/desk-kinds.ts";
import type { RecordField } from "../../../model/records/field.ts";
import type { Db } from "../../../store/open-database.ts";
import { type AnyRecord, readChosen } from "./bulk-chosen.ts";
import type { BulkAsked, PeopleBulkPatch } from "./bulk-shapes.ts";

interface Given {
  readonly entity: Entity;
  readonly asked: BulkAsked;
  readonly before: ReadonlyMap<number, AnyRecord>;
  readonly saving: Saving;
}

type Write = ManyToChange<readonly string[]>["write"];

/** How one of many users or agents is changed or deleted, and what of it is told. @throws Invalid with every fault of the change */
export async function createPersonWrite(db: Db, { entity, asked, before, saving }: Given): Promise<Write> {
  if (asked.action === "delete") {
    return async (trx, id) => {
      await deletePerson(trx, { entity, id, expectsVersion: before.get(id)?.version ?? null }, saving);
      return ["Deleted"];
    };
  }
  const catalogue = await loadCatalogue(db);
  // The schema of people's patches is another than that of records.
  const change = readChange(asked.patch as PeopleBulkPatch, entity, catalogue);
  const words = await loadWords(db, entity, change);
  const people = await listPeopleBefore(db, entity, [...before.keys()]);
  return async (trx, id) => {
    const person = people.get(id);
    if (person === undefined) throw new Invalid([{ at: "ids", says: `There is no ${entity} ${id}.` }]);
    const news = planPersonNews(person, change);
    if (news === null) return null;
    await savePersonNews(trx, { entity, before: person, news }, saving);
    return explainNews(person.record, news, { ...words, field: (name) => explainField(name, { catalogue }) });
  };
}

/** Of two who change agents at once, the second waits before it holds anything. */
export function beginPeople(entity: Entity): ManyToChange<never>["begin"] {
  return entity === "agent" ? lockAdministrators : null;
}

/** What is somebody's own. */
const unshared: readonly string[] = ["name", "firstName", "lastName", "email", "email2", "email3", "employeeNumber"];
const notOfUsers = ["licence", "isApiOnly", "addsTeams", "removesTeams"] as const;
const notOfAgents = ["siteId", "managerId"] as const;

function readChange(patch: PeopleBulkPatch, entity: Entity, catalogue: DeskCatalogue): PeopleChange {
  const { values = {}, addsRoles = [], removesRoles = [], addsTeams = [], removesTeams = [], ...flags } = patch;
  const checked = checkHandEdit(values, entity, catalogue);
  const strange = (entity === "user" ? notOfUsers : notOfAgents).filter((name) => patch[name] !== undefined);
  const faults: Fault[] = [
    ...checked.faults.map(({ at, says }) => ({ at: `patch.${at}`, says })),
    ...Object.keys(values)
      .filter((name) => unshared.includes(name))
      .map((name) => ({ at: `patch.values.${name}`, says: "is somebody's own: change it one by one" })),
    ...strange.map((name) => ({ at: `patch.${name}`, says: `is nothing that ${entity}s have` })),
    ...findBoth("Roles", addsRoles, removesRoles),
    ...findBoth("Teams", addsTeams, removesTeams),
  ];
  if (faults.length > 0) throw new Invalid(faults);
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { values: checked.values, flags: given, addsRoles, removesRoles, addsTeams, removesTeams };
}

function findBoth(what: string, ...[adds, removes]: readonly [readonly number[], readonly number[]]): readonly Fault[] {
  const both = adds.filter((id) => removes.includes(id));
  return both.map((id) => ({ at: `patch.adds${what}`, says: `gives and takes ${id} at once` }));
}

interface Words {
  readonly label: (field: string, id: number) => string;
  readonly role: (id: number) => string;
  readonly team: (id: number) => string;
}

/** What everything is called that a change speaks of. @throws Invalid for what is not there */
async function loadWords(db: Db, entity: Entity, { flags, ...change }: PeopleChange): Promise<Words> {
  const roles = await readNames(db, `${entity}Role`, [
    ["addsRoles", change.addsRoles],
    ["removesRoles", change.removesRoles],
  ]);
  const teams = await readNames(db, "team", [
    ["addsTeams", change.addsTeams],
    ["removesTeams", change.removesTeams],
  ]);
  await readNames(db, "site", [["siteId", flags.siteId === undefined ? [] : [flags.siteId]]]);
  await readNames(db, "user", [["managerId", typeof flags.managerId === "number" ? [flags.managerId] : []]]);
  return { label: await loadLabels(db, kindOf(entity), [{ ...flags }]), role: roles, team: teams };
}

async function readNames(
  db: Db,
  kindName: string,
  asked: readonly (readonly [at: string, ids: readonly number[]])[],
): Promise<(id: number) => string> {
  const kind = kindOf(kindName);
  const records = await readChosen(db, kind, [...new Set(asked.flatMap(([, ids]) => ids))]);
  const faults = asked.flatMap(([at, ids]) =>
    ids.filter((id) => !records.has(id)).map((id) => ({ at: `patch.${at}`, says: `there is no ${kind.one} ${id}` })),
  );
  if (faults.length > 0) throw new Invalid(faults);
  return (id) => String(records.get(id)?.name ?? id);
}

/** What of a change is news for somebody, in words. */
function explainNews(
  record: AnyRecord,
  news: PeopleChange,
  words: Words & { readonly field: (name: string) => string },
): readonly string[] {
  const kind = kindOf(record.siteId === undefined ? "agent" : "user");
  // Values of people's fields are what forms hold.
  const was = (name: string) => (name.startsWith("custom.") ? record.custom[name.slice(7)] : record[name]) as FieldValue | null | undefined;
  const values = Object.entries(news.values).map(
    ([name, value]) => `${words.field(name)}: ${explainValue(was(name))} → ${explainValue(value)}`,
  );
  const flags = Object.entries(news.flags).map(([name, value]) => {
    const field = kind.fields[name] as RecordField | undefined;
    const isReference = field?.refersTo !== undefined && field.refersTo !== null;
    const from = isReference ? (record.labels[name] ?? "—") : explainValue(was(name));
    const to = isReference && typeof value === "number" ? words.label(name, value) : explainValue(value);
    return `${field?.label ?? name}: ${from} → ${to}`;
  });
  return [
    ...values,
    ...flags,
    ...news.addsRoles.map((id) => `Gets the role ${words.role(id)}`),
    ...news.removesRoles.map((id) => `Loses the role ${words.role(id)}`),
    ...news.addsTeams.map((id) => `Joins the team ${words.team(id)}`),
    ...news.removesTeams.map((id) => `Leaves the team ${words.team(id)}`),
  ];
}
