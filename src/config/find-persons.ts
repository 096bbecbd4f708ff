import { type Kysely, sql } from "kysely";
import type { FileAgent, FileUser } from "../model/config-file.ts";
import type { Entity } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Tables } from "../store/tables.ts";
import { type DeskState, type Named, requireNamed } from "./desk-state.ts";
import { entityPlural } from "./entity-words.ts";
import type { Faults } from "./faults.ts";

/** Which record an entry of the file is, if any. */
export interface FoundPerson {
  readonly recordId: number | null;
  /** Fields that a connection has given a value since: they are the directory's. */
  readonly filledFields: ReadonlySet<string>;
  /** The link that the entry asks for and that isn't there yet. */
  readonly newLink: { readonly connectionId: number; readonly externalId: string } | null;
}

export interface PersonsInput {
  readonly entity: Entity;
  readonly entries: readonly (FileUser | FileAgent)[];
  readonly desk: DeskState;
  readonly connections: readonly Named[];
}

interface Row {
  readonly id: number;
  readonly customerId: number;
  readonly email: string | null;
  readonly name: string | null;
  readonly number: string | null;
}

/**
 * Finds each entry's record: by its link, else by e-mail, else by employee number, else, without either, by name; users within their
 * customer. Entries that are alike take the records that are alike in order, so that two namesakes stay two.
 */
export async function findPersons(db: Kysely<Tables>, input: PersonsInput, faults: Faults): Promise<readonly FoundPerson[]> {
  const { entity, entries } = input;
  if (entries.length === 0) return [];
  const links = await db
    .selectFrom("links")
    .select(["connection_id", "external_id", "record_id", "given"])
    .where("entity", "=", entity)
    .execute();
  const rows = await listCandidates(db, input);
  const linkOf = entries.map(({ link }, index) => {
    if (link === undefined) return null;
    const path = ["desk", entityPlural[entity], index, "link", "connection"];
    return {
      connectionId: requireNamed(input.connections, { name: link.connection, what: "connection", path }, faults),
      externalId: link.googleId,
    };
  });
  checkDoubles(input, linkOf, faults);
  const linked = linkOf.map(
    (link) =>
      links.find((one) => link !== null && one.connection_id === link.connectionId && one.external_id === link.externalId)?.record_id ??
      null,
  );
  const taken = new Set(linked.filter((id) => id !== null));
  const filled = new Map<number, Set<string>>();
  for (const { record_id, given } of links) filled.set(record_id, new Set([...(filled.get(record_id) ?? []), ...Object.keys(given)]));
  return entries.map((entry, index) => {
    const recordId = linked[index] ?? take(rows, entry, input, taken);
    const wanted = linkOf[index] ?? null;
    const other = links.find(
      (one) =>
        recordId !== null &&
        one.record_id === recordId &&
        one.connection_id === wanted?.connectionId &&
        one.external_id !== wanted.externalId,
    );
    if (other !== undefined) {
      faults.add(
        ["desk", entityPlural[entity], index, "link", "googleId"],
        `"${entry.name}" is linked to another account already (${other.external_id}). Write that one, or leave the link out`,
      );
    }
    return {
      recordId,
      filledFields: (recordId === null ? null : filled.get(recordId)) ?? new Set(),
      newLink: linked[index] === null ? wanted : null,
    };
  });
}

/** One account is one person: two entries can't both be it. */
function checkDoubles(
  { entity }: PersonsInput,
  links: readonly ({ connectionId: number; externalId: string } | null)[],
  faults: Faults,
): void {
  const seen = new Set<string>();
  for (const [index, link] of links.entries()) {
    if (link === null) continue;
    const key = `${link.connectionId} ${link.externalId}`;
    if (seen.has(key))
      faults.add(
        ["desk", entityPlural[entity], index, "link", "googleId"],
        "another entry is linked to this account too. One account is one person: make one entry of the two",
      );
    seen.add(key);
  }
}

function take(rows: readonly Row[], entry: FileUser | FileAgent, { desk }: PersonsInput, taken: Set<number>): number | null {
  const customerId = "customer" in entry ? (desk.customers.find((one) => one.name === entry.customer)?.id ?? 0) : 0;
  const free = rows.filter((row) => row.customerId === customerId && !taken.has(row.id));
  const email = entry.email === undefined || entry.email === "" ? null : foldText(entry.email);
  const number = entry.employeeNumber === undefined || entry.employeeNumber === "" ? null : entry.employeeNumber.trim();
  const byEmail = email === null ? [] : free.filter((row) => row.email === email);
  const byNumber = number === null ? [] : free.filter((row) => row.number === number);
  const byName = email === null && number === null ? free.filter((row) => row.name === foldText(entry.name)) : [];
  const found = byEmail.find((row) => row.name === foldText(entry.name)) ?? byEmail[0] ?? byNumber[0] ?? byName[0] ?? null;
  if (found !== null) taken.add(found.id);
  return found?.id ?? null;
}

async function listCandidates(db: Kysely<Tables>, { entity, entries }: PersonsInput): Promise<readonly Row[]> {
  const emails = entries.map((entry) => foldText(entry.email ?? "")).filter((email) => email !== "");
  const numbers = entries.map((entry) => entry.employeeNumber?.trim() ?? "").filter((number) => number !== "");
  const names = entries.map((entry) => foldText(entry.name));
  const customer = entity === "user" ? sql`(select customer_id from sites s where s.id = t.site_id)` : sql`0`;
  const answer = await sql<Row>`
    select id, ${customer} as "customerId", email_key as email, name_key as name, employee_number as number from ${sql.table(entityPlural[entity])} t
    where email_key = any(${emails}) or employee_number = any(${numbers}) or name_key = any(${names}) order by id`.execute(db);
  return answer.rows;
}
