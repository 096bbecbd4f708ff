import { type Kysely, sql } from "kysely";
import { foldForSearch } from "../model/fold-text.ts";
import { type BrokenPerson, isBroken, type Person } from "../model/person.ts";
import type { Tables } from "../store/tables.ts";

/** A record to keep in the mirror, with its digest. */
export interface PersonToSave {
  readonly person: Person | BrokenPerson;
  readonly emailKey: string;
  readonly digest: Buffer;
}

/** Writes new and changed records of a reading: a statement a table. A record that was absent is present again. */
export async function savePeople(
  db: Kysely<Tables>,
  connectionId: number,
  readingId: number,
  people: readonly PersonToSave[],
): Promise<void> {
  if (people.length === 0) return;
  const rows = JSON.stringify(people.map(toRow));
  await sql`
    insert into mirror_people (connection_id, external_id, part, digest, reading_id, absent_since, absence_proof, defect, email, email_key, name, person)
    select ${connectionId}::int, id, part, decode(digest, 'hex'), ${readingId}::int, null, null, defect, email, email_key, name, person
    from json_to_recordset(${rows}::json) as r(id text, part text, digest text, defect text, email text, email_key text, name text, person json)
    on conflict (connection_id, external_id) do update set
      part = excluded.part, digest = excluded.digest, reading_id = excluded.reading_id, absent_since = null, absence_proof = null,
      defect = excluded.defect, email = excluded.email, email_key = excluded.email_key, name = excluded.name, person = excluded.person`.execute(
    db,
  );
  await saveSearchKeys(db, connectionId, people);
}

/** Keeps what searches look through beside the records. */
async function saveSearchKeys(db: Kysely<Tables>, connectionId: number, people: readonly PersonToSave[]): Promise<void> {
  const rows = people.flatMap(({ person }) =>
    isBroken(person) ? [] : [[person.id, foldForSearch([person.name, person.email, ...person.aliases].join(" "))]],
  );
  if (rows.length === 0) return;
  await sql`
    insert into mirror_search (connection_id, external_id, search_key)
    select ${connectionId}::int, r ->> 0, r ->> 1 from json_array_elements(${JSON.stringify(rows)}::json) r
    on conflict (connection_id, external_id) do update set search_key = excluded.search_key
      where mirror_search.search_key <> excluded.search_key`.execute(db);
}

function toRow({ person, digest, emailKey }: PersonToSave) {
  const common = { id: person.id, part: person.part, digest: digest.toString("hex"), person };
  if (isBroken(person)) return { ...common, defect: person.defect, email: "", email_key: "", name: "" };
  return { ...common, defect: null, email: person.email, email_key: emailKey, name: person.name };
}

/** Keeps accounts that the desk knows and that no reading ever brought: absent from the start. */
export async function saveAbsentPeople(
  db: Kysely<Tables>,
  connectionId: number,
  readingId: number,
  people: readonly PersonToSave[],
): Promise<void> {
  await savePeople(db, connectionId, readingId, people);
  const ids = people.map((saved) => saved.person.id);
  await sql`
    update mirror_people set absent_since = ${readingId}::int
    where connection_id = ${connectionId}::int and external_id = any(${ids}::text[])`.execute(db);
}

/** Keeps records that have no id, so that somebody can find them in the directory. */
export async function saveDefects(db: Kysely<Tables>, readingId: number, broken: readonly BrokenPerson[]): Promise<void> {
  if (broken.length === 0) return;
  const rows = broken.map(({ part, defect, excerpt }, position) => ({ reading_id: readingId, position, part, defect, excerpt }));
  await db.insertInto("reading_defects").values(rows).execute();
}

/** Marks records that a complete reading did not have, and makes them due. Returns their directory ids. */
export async function markAbsent(
  db: Kysely<Tables>,
  connectionId: number,
  readingId: number,
  unseen: readonly Buffer[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let from = 0; from < unseen.length; from += 5000) {
    const keys = unseen.slice(from, from + 5000).map((digest) => digest.toString("hex"));
    const marked = await sql<{ external_id: string }>`
      update mirror_people set absent_since = ${readingId}::int, absence_proof = null
      where connection_id = ${connectionId}::int and absent_since is null
        and encode(digest, 'hex') in (select json_array_elements_text(${JSON.stringify(keys)}::json))
      returning external_id`.execute(db);
    ids.push(...marked.rows.map((row) => row.external_id));
  }
  return ids;
}

/** Keeps the answer that proves an absence. */
export async function saveAbsenceProofs(db: Kysely<Tables>, connectionId: number, proofs: ReadonlyMap<string, string>): Promise<void> {
  if (proofs.size === 0) return;
  const rows = JSON.stringify([...proofs].map(([id, proof]) => ({ id, proof })));
  await sql`
    update mirror_people m set absence_proof = r.proof
    from json_to_recordset(${rows}::json) as r(id text, proof text)
    where m.connection_id = ${connectionId}::int and m.external_id = r.id and m.absent_since is not null`.execute(db);
}
