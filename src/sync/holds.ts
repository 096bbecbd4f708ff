import { type Kysely, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { MirroredPerson } from "../mirror/find-people.ts";
import type { Tables } from "../store/tables.ts";
import { markDue } from "./due.ts";

/** Why people of a batch are held back. A hold ends when the directory's record changes. */
export async function listHolds(db: Kysely<Tables>, connectionId: number, entity: Entity, batch: readonly MirroredPerson[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("holds")
    .select(["external_id", "digest", "because"])
    .where("connection_id", "=", connectionId)
    .where("entity", "=", entity)
    .where(sql<boolean>`external_id = any(${batch.map((mirrored) => mirrored.id)})`)
    .execute();
  const now = new Map(batch.map((mirrored) => [mirrored.id, stampOf(mirrored)]));
  return new Map(rows.filter((row) => row.digest !== null && now.get(row.external_id) === row.digest.toString("hex")).map((row) => [row.external_id, row.because]));
}

/** What the directory says of somebody, in short: the digest of the record, and whether it is absent. */
function stampOf({ digest, absence }: MirroredPerson): string {
  return digest.toString("hex") + (absence === null ? "" : "00");
}

/** Holds people back until the directory changes again or somebody releases them. */
export async function holdPeople(db: Kysely<Tables>, connectionId: number, entity: Entity, externalIds: readonly string[], because: string): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`
    insert into holds (connection_id, entity, external_id, digest, because)
    select m.connection_id, ${entity}, m.external_id, m.digest || case when m.absent_since is null then ''::bytea else '\\x00'::bytea end, ${because}
    from mirror_people m
    where m.connection_id = ${connectionId}::int and m.external_id in (select json_array_elements_text(${JSON.stringify(externalIds)}::json))
    on conflict (connection_id, entity, external_id) do update set digest = excluded.digest, because = excluded.because`.execute(db);
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
