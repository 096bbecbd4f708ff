import { type Kysely, sql } from "kysely";
import type { BrokenPerson, Person } from "../model/person.ts";
import { escapeLike } from "../store/escape-like.ts";
import type { Tables } from "../store/tables.ts";

/** A record of the mirror. */
export interface MirroredPerson {
  readonly id: string;
  readonly person: Person | BrokenPerson;
  /** The reading that brought this record. */
  readonly readingId: number;
  readonly absence: { readonly readingId: number; readonly proof: string | null } | null;
}

const columns = ["external_id", "person", "reading_id", "absent_since", "absence_proof"] as const;

interface Row {
  readonly external_id: string;
  readonly person: object;
  readonly reading_id: number;
  readonly absent_since: number | null;
  readonly absence_proof: string | null;
}

function toMirrored(row: Row): MirroredPerson {
  return {
    id: row.external_id,
    // Written by savePeople from this very type.
    person: row.person as Person | BrokenPerson,
    readingId: row.reading_id,
    absence: row.absent_since === null ? null : { readingId: row.absent_since, proof: row.absence_proof },
  };
}

/** The next records in order of directory id, absent ones included. */
export async function listPeopleAfter(
  db: Kysely<Tables>,
  connectionId: number,
  after: string,
  limit: number,
): Promise<readonly MirroredPerson[]> {
  const query = db.selectFrom("mirror_people").select(columns).where("connection_id", "=", connectionId).where("external_id", ">", after);
  return (await query.orderBy("external_id").limit(limit).execute()).map(toMirrored);
}

/** Records by directory id, in order of id. */
export async function listPeopleById(db: Kysely<Tables>, connectionId: number, ids: readonly string[]): Promise<readonly MirroredPerson[]> {
  if (ids.length === 0) return [];
  const query = db.selectFrom("mirror_people").select(columns).where("connection_id", "=", connectionId);
  const rows = await query.where(sql<boolean>`external_id = any(${ids})`).orderBy("external_id").execute();
  return rows.map(toMirrored);
}

/** Directory ids of everybody whose copy is newer than a reading; in order. */
export async function listChangedIds(db: Kysely<Tables>, connectionId: number, sinceReadingId: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("mirror_people")
    .select("external_id")
    .where("connection_id", "=", connectionId)
    .where("reading_id", ">", sinceReadingId)
    .orderBy("external_id")
    .execute();
  return rows.map((row) => row.external_id);
}

/** Who an address, directory id or full name is, present people first. */
export async function findPeople(
  db: Kysely<Tables>,
  connectionId: number,
  text: string,
  emailKey: string,
): Promise<readonly MirroredPerson[]> {
  const query = db.selectFrom("mirror_people").select(columns).where("connection_id", "=", connectionId);
  const exact = await query
    .where((where) => where.or([where("external_id", "=", text), where("email_key", "=", emailKey)]))
    .orderBy("absent_since", (order) => order.asc().nullsFirst())
    .limit(10)
    .execute();
  if (exact.length > 0) return exact.map(toMirrored);
  const pattern = `%${escapeLike(emailKey)}%`;
  const like = await query
    .where((where) => where.or([where(sql<string>`lower(name)`, "like", pattern), where("email_key", "like", pattern)]))
    .orderBy("external_id")
    .limit(10)
    .execute();
  return like.map(toMirrored);
}

/** Directory ids and names by folded address. */
export async function findByAddress(
  db: Kysely<Tables>,
  connectionId: number,
  emailKeys: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string }>> {
  if (emailKeys.length === 0) return new Map();
  const rows = await db
    .selectFrom("mirror_people")
    .select(["external_id", "email_key", "name"])
    .where("connection_id", "=", connectionId)
    .where("absent_since", "is", null)
    .where(sql<boolean>`email_key = any(${emailKeys})`)
    .execute();
  return new Map(rows.map((row) => [row.email_key, { id: row.external_id, name: row.name }]));
}

/** Whether accounts are in the last complete reading, by connection and directory id. */
export async function listPresent(
  db: Kysely<Tables>,
  accounts: readonly { connectionId: number; externalId: string }[],
): Promise<ReadonlySet<string>> {
  if (accounts.length === 0) return new Set();
  const answer = await sql<{ connection_id: number; external_id: string }>`
    select m.connection_id, m.external_id from mirror_people m
    join json_to_recordset(${JSON.stringify(accounts)}::json) as r("connectionId" int, "externalId" text)
      on m.connection_id = r."connectionId" and m.external_id = r."externalId"
    where m.absent_since is null`.execute(db);
  return new Set(answer.rows.map((row) => `${row.connection_id} ${row.external_id}`));
}

/** How many accounts the mirror holds as present, broken records included. */
export async function countPeople(db: Kysely<Tables>, connectionId: number): Promise<number> {
  const row = await db
    .selectFrom("mirror_people")
    .select((eb) => eb.fn.countAll<string>().as("n"))
    .where("connection_id", "=", connectionId)
    .where("absent_since", "is", null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Digests of everything present, 16 bytes each, in one piece. */
export async function loadDigests(db: Kysely<Tables>, connectionId: number): Promise<Buffer> {
  const answer = await sql<{ digests: Buffer | null }>`
    select string_agg(digest, ''::bytea) as digests from mirror_people
    where connection_id = ${connectionId}::int and absent_since is null`.execute(db);
  return answer.rows[0]?.digests ?? Buffer.alloc(0);
}

/** Absent people without proof whom the desk knows by a link. */
export async function listUnprovenAbsent(db: Kysely<Tables>, connectionId: number): Promise<readonly (Person | BrokenPerson)[]> {
  const rows = await db
    .selectFrom("mirror_people as m")
    .select("m.person")
    .where("m.connection_id", "=", connectionId)
    .where("m.absent_since", "is not", null)
    .where("m.absence_proof", "is", null)
    .where((where) =>
      where.exists(
        where
          .selectFrom("links as l")
          .select("l.record_id")
          .whereRef("l.connection_id", "=", "m.connection_id")
          .whereRef("l.external_id", "=", "m.external_id"),
      ),
    )
    .orderBy("m.external_id")
    .execute();
  // Written by savePeople from this very type.
  return rows.map((row) => row.person as object as Person | BrokenPerson);
}
