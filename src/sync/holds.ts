import { type Kysely, sql } from "kysely";
import type { MirroredPerson } from "../mirror/find-people.ts";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import { markDue } from "./due.ts";

/** Why people of a batch are held back. A hold ends when a later reading brings another record, or an absence. */
export async function listHolds(
  db: Kysely<Tables>,
  connectionId: number,
  entity: Entity,
  batch: readonly MirroredPerson[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("holds")
    .select(["external_id", "reading_id", "because"])
    .where("connection_id", "=", connectionId)
    .where("entity", "=", entity)
    .where(sql<boolean>`external_id = any(${batch.map((mirrored) => mirrored.id)})`)
    .execute();
  const changedIn = new Map(batch.map((mirrored) => [mirrored.id, Math.max(mirrored.readingId, mirrored.absence?.readingId ?? 0)]));
  return new Map(
    rows.filter((row) => (changedIn.get(row.external_id) ?? 0) <= row.reading_id).map((row) => [row.external_id, row.because]),
  );
}

/** Holds people back until the directory changes again or somebody releases them. */
export async function holdPeople(
  db: Kysely<Tables>,
  connectionId: number,
  entity: Entity,
  externalIds: readonly string[],
  because: string,
): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`
    insert into holds (connection_id, entity, external_id, reading_id, because)
    select m.connection_id, ${entity}, m.external_id, greatest(m.reading_id, coalesce(m.absent_since, 0)), ${because}
    from mirror_people m
    where m.connection_id = ${connectionId}::int and m.external_id in (select json_array_elements_text(${JSON.stringify(externalIds)}::json))
    on conflict (connection_id, entity, external_id) do update set reading_id = excluded.reading_id, because = excluded.because`.execute(
    db,
  );
}

/**
 * Keeps the holds in force through a reading that asks for other attributes, before it writes anything: every record will look changed,
 * though the directory is as it was.
 */
export async function keepHolds(db: Kysely<Tables>, connectionId: number, readingId: number): Promise<void> {
  await sql`
    update holds h set reading_id = ${readingId}::int from mirror_people m
    where h.connection_id = ${connectionId}::int and m.connection_id = h.connection_id and m.external_id = h.external_id
      and greatest(m.reading_id, coalesce(m.absent_since, 0)) <= h.reading_id`.execute(db);
}

/** Lets people be planned again: everybody held, or those named. Returns how many. */
export async function releaseHolds(db: Kysely<Tables>, connectionId: number, externalIds: readonly string[] | null): Promise<number> {
  const released = await db
    .deleteFrom("holds")
    .where("connection_id", "=", connectionId)
    .$if(externalIds !== null, (query) => query.where(sql<boolean>`external_id = any(${externalIds ?? []})`))
    .returning(["external_id", "entity"])
    .execute();
  const ids = [...new Set(released.map((row) => row.external_id))];
  await markDue(db, connectionId, ids, "released");
  return ids.length;
}
