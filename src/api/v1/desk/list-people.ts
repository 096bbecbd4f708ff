import { writeCsvLine } from "../../../core/write-csv.ts";
import { type ListedPerson, listPeople, type PeopleFilter, type PeopleSort, streamPeople } from "../../../desk/list-people.ts";
import type { Entity } from "../../../model/desk.ts";
import type { Db } from "../../../store/open-database.ts";
import type { PageWindow } from "../read-page.ts";
import type { PersonFilter } from "../shapes/person.ts";
import { streamText } from "../stream-text.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** One sheet of the list of users or agents. */
export async function listSheet(db: Db, entity: Entity, asked: PersonFilter, window: PageWindow & { readonly now: Date }) {
  const sort = asked.sort ?? "name";
  const isDescending = sort.startsWith("-");
  // The schema lets only known columns through.
  const column = (isDescending ? sort.slice(1) : sort) as PeopleSort;
  return await listPeople(db, entity, readFilter(asked, window.now), {
    from: window.from,
    limit: window.limit,
    sort: column,
    isDescending,
  });
}

function readFilter({ q, customer, site, active, linked, connection, role, since, within }: PersonFilter, now: Date): PeopleFilter {
  return {
    q,
    customer,
    site,
    connection,
    role,
    isActive: active === undefined ? undefined : active === "true",
    isLinked: linked === undefined ? undefined : linked === "true",
    happened: since === undefined ? undefined : { what: since, since: startOf(within, now) },
  };
}

/** The beginning of a stretch of time that ends now. Months begin in UTC. */
export function startOf(within: PersonFilter["within"], now: Date): Date {
  return within === "day" ? new Date(now.getTime() - dayMs) : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
}

/** Everybody whom a filter lets through as a file, read while it is sent. */
export function writePeopleFile(db: Db, entity: Entity, asked: PersonFilter, now: Date): ReadableStream<Uint8Array> {
  const filter = readFilter(asked, now);
  async function* lines() {
    // The mark by which spreadsheets know UTF-8.
    yield `\uFEFF${writeCsvLine(headOf(entity))}`;
    for await (const people of streamPeople(db, entity, filter))
      yield people.map((person) => writeCsvLine(cellsOf(entity, person))).join("");
  }
  return streamText(lines());
}

function headOf(entity: Entity): readonly string[] {
  const place = entity === "user" ? ["Customer", "Site"] : [];
  return ["Number", "Name", "E-mail", "Title", "Department", "Phone", "Mobile", ...place, "Roles", "Active", "Directories"];
}

function cellsOf(entity: Entity, person: ListedPerson): readonly string[] {
  const { id, name, email, title, department, phone, mobile, customer, site, roles, isActive, connections } = person;
  const place = entity === "user" ? [customer?.name ?? "", site?.name ?? ""] : [];
  const active = isActive ? "active" : "inactive";
  return [String(id), name, email, title, department, phone, mobile, ...place, roles.join("; "), active, connections.join("; ")];
}
