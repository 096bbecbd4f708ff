import { explainRecordValue } from "../../../core/explain-record-edit.ts";
import { writeCsvLine } from "../../../core/write-csv.ts";
import { listCustomFields, type NumberedCustomField } from "../../../desk/list-custom-fields.ts";
import {
  type ListedPerson,
  listPeople,
  type PeopleFilter,
  type PeopleSort,
  type PeopleWindow,
  streamPeople,
} from "../../../desk/list-people.ts";
import { vocabularyOf } from "../../../desk/vocabulary.ts";
import type { Entity } from "../../../model/desk.ts";
import type { Database, Db } from "../../../store/open-database.ts";
import type { PageWindow } from "../read-page.ts";
import type { PersonFilter } from "../shapes/person.ts";
import { streamText } from "../stream-text.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** One sheet of the list of users or agents; where nobody has what was typed, of those who have what is most like it. */
export async function listSheet(database: Database, entity: Entity, asked: PersonFilter, window: PageWindow & { readonly now: Date }) {
  const sheet = await findSheet(database.db, entity, asked, window);
  const like = sheet.total > 0 || asked.q === undefined ? null : await vocabularyOf(database).correct([entity], asked.q, window.now);
  if (like === null) return sheet;
  const alike = await findSheet(database.db, entity, { ...asked, q: like }, window);
  return alike.total === 0 ? sheet : { ...alike, searchedFor: like };
}

async function findSheet(db: Db, entity: Entity, asked: PersonFilter, window: PageWindow & { readonly now: Date }) {
  const { from, limit } = window;
  return await listPeople(db, entity, readFilter(asked, window.now), { from, limit, ...readOrder(asked) });
}

function readOrder({ sort = "name" }: PersonFilter): Pick<PeopleWindow, "sort" | "isDescending"> {
  const isDescending = sort.startsWith("-");
  // The schema lets only known columns through.
  return { sort: (isDescending ? sort.slice(1) : sort) as PeopleSort, isDescending };
}

/** What the query of a list of people asks the desk for. */
export function readFilter(asked: PersonFilter, now: Date): PeopleFilter {
  const { active, linked, since, within, isVip, updatedSince, sort: _sort, format: _format, ...named } = asked;
  const { q, customer, site, connection, role, roleId, softwareLicenceId, teamId, cabId, ...fields } = named;
  return {
    q,
    customer,
    site,
    connection,
    role,
    roleId,
    softwareLicenceId,
    teamId,
    cabId,
    isVip: isVip === undefined ? undefined : isVip === "true",
    changedSince: updatedSince === undefined ? undefined : new Date(updatedSince),
    fields: readFields(fields),
    isActive: active === undefined ? undefined : active === "true",
    isLinked: linked === undefined ? undefined : linked === "true",
    happened: since === undefined ? undefined : { what: since, since: startOf(within, now) },
  };
}

/** What the schema lets through beside the names above is text: a filter by field. */
function readFields({ cursor: _cursor, from: _from, limit: _limit, ...fields }: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** The beginning of a stretch of time that ends now. Months begin in UTC. */
export function startOf(within: PersonFilter["within"], now: Date): Date {
  return within === "day" ? new Date(now.getTime() - dayMs) : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
}

/** Everybody whom a filter lets through as a file, with custom fields, read while it is sent. @throws Invalid for a filter that is not understood */
export async function writePeopleFile(
  db: Db,
  entity: Entity,
  asked: PersonFilter & { readonly ids?: readonly number[] },
  now: Date,
): Promise<ReadableStream<Uint8Array>> {
  const custom = await listCustomFields(db, entity);
  const { ids, ...filter } = asked;
  const batches = streamPeople(db, entity, { ...readFilter(filter, now), ids }, readOrder(asked))[Symbol.asyncIterator]();
  // A filter that is not understood is told of before the file begins.
  const first = await batches.next();
  async function* lines() {
    // The mark by which spreadsheets know UTF-8.
    yield `\uFEFF${writeCsvLine([...headOf(entity), ...custom.map(({ label }) => label)])}`;
    for (let batch = first; batch.done !== true; batch = await batches.next())
      yield batch.value.map((person) => writeCsvLine([...cellsOf(entity, person), ...customCells(custom, person)])).join("");
  }
  return streamText(lines());
}

const headOfAll = ["First name", "Last name", "Second e-mail", "Third e-mail", "Home phone", "Employee number", "Last sign-in"];

function headOf(entity: Entity): readonly string[] {
  const place = entity === "user" ? ["Customer", "Site"] : [];
  const own = entity === "user" ? ["Manager", "VIP"] : ["Licence", "For programs only"];
  const first = ["Number", "Name", "E-mail", "Title", "Department", "Phone", "Mobile", ...place, "Roles", "Active", "Directories"];
  return [...first, ...headOfAll, ...own];
}

function cellsOf(entity: Entity, person: ListedPerson): readonly string[] {
  const { id, name, email, title, department, phone, mobile, customer, site, roles, isActive, connections } = person;
  const place = entity === "user" ? [customer?.name ?? "", site?.name ?? ""] : [];
  const active = isActive ? "active" : "inactive";
  const first = [String(id), name, email, title, department, phone, mobile, ...place, roles.join("; "), active, connections.join("; ")];
  const { firstName, lastName, email2, email3, homePhone, employeeNumber, lastSignInAt } = person;
  const own = entity === "user" ? [person.manager?.name ?? "", yesOf(person.isVip)] : [person.licence ?? "", yesOf(person.isApiOnly)];
  return [...first, firstName, lastName, email2, email3, homePhone, employeeNumber, lastSignInAt?.toISOString() ?? "", ...own];
}

function customCells(custom: readonly NumberedCustomField[], person: ListedPerson): readonly string[] {
  return custom.map(({ key }) => {
    const value = person.custom[key];
    return value === undefined ? "" : explainRecordValue(null, value, String);
  });
}

function yesOf(flag: boolean): string {
  return flag ? "yes" : "no";
}
