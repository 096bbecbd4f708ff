import { type Kysely, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";

/** When users or agents last signed in to the web app, by number; who never did is missing. */
export async function listSignIns(db: Kysely<Tables>, entity: Entity, ids: readonly number[]): Promise<ReadonlyMap<number, Date>> {
  const rows = await db
    .selectFrom(entity === "user" ? "users" : "agents")
    .select(["id", "last_sign_in_at"])
    .where(sql<boolean>`id = any(${ids}::int[])`)
    .execute();
  return new Map(rows.flatMap((row) => (row.last_sign_in_at === null ? [] : [[row.id, row.last_sign_in_at]])));
}
