import { sql } from "kysely";
import { findByKey } from "../desk/find-candidates.ts";
import { listLinksOfRecords } from "../desk/list-links.ts";
import { listRecords } from "../desk/list-records.ts";
import { findPeople, listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import type { DeskRecord, Entity, Link } from "../model/desk.ts";
import { Invalid, NotFound } from "../model/errors.ts";
import { foldText } from "../model/fold-text.ts";
import { type BrokenPerson, isBroken, PersonDefect } from "../model/person.ts";
import { escapeLike } from "../store/escape-like.ts";
import type { Db } from "../store/open-database.ts";

/** Whom somebody means: an account of the directory copy, a record without an id, or people whom only the desk knows. */
export type FoundAccount =
  | { readonly kind: "account"; readonly mirrored: MirroredPerson }
  | { readonly kind: "defect"; readonly broken: BrokenPerson }
  | { readonly kind: "desk"; readonly records: readonly DeskRecord[]; readonly links: readonly Link[] };

/**
 * Finds who is meant by a directory id, an address, an alias or a name: in the directory copy, then among its broken records, then on
 * the desk. A desk record that is linked here leads to its account.
 * `asOf` says how fresh the copy is, for whoever is not found.
 * @throws Invalid listing everybody who fits, when there are several
 * @throws NotFound
 */
export async function findAccount(
  db: Db,
  connection: { id: number; name: string },
  { text, asOf }: { text: string; asOf: string },
): Promise<FoundAccount> {
  const folded = foldText(text);
  const people = folded === "" ? [] : await findInCopy(db, connection.id, text.trim(), folded);
  const mirrored = chooseOne(people, text, folded);
  if (mirrored !== null) return { kind: "account", mirrored };
  const broken = folded.length < 3 ? null : await findDefect(db, connection.id, text.trim());
  if (broken !== null) return broken;
  const records = await findOnDesk(db, folded);
  if (records.length === 0) {
    throw new NotFound(
      `Nobody called "${text}" is in the directory copy of ${connection.name} (${asOf}), among the records that it could not read, or on the desk.`,
    );
  }
  return await findByRecords(db, connection.id, records);
}

/** Finds the account of a desk record. @throws NotFound when there is no such record */
export async function findAccountOfRecord(db: Db, connectionId: number, entity: Entity, recordId: number): Promise<FoundAccount> {
  const isNumber = Number.isInteger(recordId) && recordId > 0 && recordId < 2 ** 31;
  const records = isNumber ? await listRecords(db, entity, [recordId]) : new Map<number, DeskRecord>();
  if (records.size === 0) throw new NotFound(`There is no ${entity} #${recordId} on the desk.`);
  return await findByRecords(db, connectionId, [...records.values()]);
}

async function findInCopy(db: Db, connectionId: number, text: string, folded: string): Promise<readonly MirroredPerson[]> {
  const people = await findPeople(db, connectionId, text, folded);
  if (people.some((mirrored) => isExactly(mirrored, text, folded))) return people;
  const owners = folded.includes("@") ? await findByAlias(db, connectionId, folded) : [];
  return owners.length > 0 ? owners : people;
}

function isExactly({ id, person }: MirroredPerson, text: string, folded: string): boolean {
  return id === text || (!isBroken(person) && foldText(person.email) === folded);
}

async function findByAlias(db: Db, connectionId: number, alias: string): Promise<readonly MirroredPerson[]> {
  const answer = await sql<{ external_id: string }>`
    select external_id from mirror_people, json_array_elements_text((person ->> 'aliases')::json) alias
    where connection_id = ${connectionId}::int and defect is null and lower(btrim(alias)) = ${alias} limit 10`.execute(db);
  return await listPeopleById(
    db,
    connectionId,
    answer.rows.map((row) => row.external_id),
  );
}

/** The one who is meant: somebody present before somebody gone, a full name before a part of one. */
function chooseOne(people: readonly MirroredPerson[], text: string, folded: string): MirroredPerson | null {
  const byId = people.find((mirrored) => mirrored.id === text.trim());
  if (byId !== undefined) return byId;
  const sameName = people.filter(({ person }) => !isBroken(person) && foldText(person.name) === folded);
  const fitting = sameName.length > 0 ? sameName : people;
  const present = fitting.filter((mirrored) => mirrored.absence === null);
  const chosen = present.length > 0 ? present : fitting;
  if (chosen.length > 1)
    throw new Invalid([
      {
        at: text,
        says: `fits ${chosen.length === 10 ? "10 or more" : chosen.length} people. Name one by address or id: ${chosen.map(say).join("; ")}`,
      },
    ]);
  return chosen[0] ?? null;
}

function say({ id, person }: MirroredPerson): string {
  return isBroken(person) ? `(unreadable), id ${id}` : `${person.name} ${person.email}, id ${id}`;
}

/** Records that no person could be made of, by their first 300 characters: those with an id are in the copy, those without in the newest reading. */
async function findDefect(db: Db, connectionId: number, text: string): Promise<FoundAccount | null> {
  const pattern = `%${escapeLike(text)}%`;
  const inCopy = await db
    .selectFrom("mirror_people")
    .select("external_id")
    .where("connection_id", "=", connectionId)
    .where("defect", "is not", null)
    .where(sql<boolean>`person ->> 'excerpt' ilike ${pattern}`)
    .orderBy("external_id")
    .limit(1)
    .executeTakeFirst();
  if (inCopy !== undefined) {
    const [mirrored] = await listPeopleById(db, connectionId, [inCopy.external_id]);
    return mirrored === undefined ? null : { kind: "account", mirrored };
  }
  const row = await db
    .selectFrom("reading_defects")
    .select(["part", "defect", "excerpt"])
    .where("reading_id", "=", (where) =>
      where
        .selectFrom("readings")
        .select((eb) => eb.fn.max("id").as("id"))
        .where("connection_id", "=", connectionId),
    )
    .where("excerpt", "ilike", pattern)
    .orderBy("position")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { kind: "defect", broken: { id: null, part: row.part, defect: PersonDefect.parse(row.defect), excerpt: row.excerpt } };
}

async function findOnDesk(db: Db, folded: string): Promise<readonly DeskRecord[]> {
  const records: DeskRecord[] = [];
  for (const entity of ["user", "agent"] as const) {
    const hits = [...(await findByKey(db, entity, "email", [folded])), ...(await findByKey(db, entity, "name", [folded]))];
    records.push(...(await listRecords(db, entity, [...new Set(hits.map((hit) => hit.recordId))].slice(0, 10))).values());
  }
  return records;
}

async function findByRecords(db: Db, connectionId: number, records: readonly DeskRecord[]): Promise<FoundAccount> {
  const links: Link[] = [];
  for (const { entity, id } of records) links.push(...(await listLinksOfRecords(db, entity, [id])));
  const here = links.filter((link) => link.connectionId === connectionId).map((link) => link.externalId);
  const accounts = await listPeopleById(db, connectionId, [...new Set(here)]);
  const [only] = accounts;
  return only !== undefined && accounts.length === 1 ? { kind: "account", mirrored: only } : { kind: "desk", records, links };
}
