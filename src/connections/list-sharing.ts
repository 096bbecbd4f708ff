import type { Kysely } from "kysely";
import type { Tables } from "../store/tables.ts";

/** Connections declared to show the same people as this one; it is enough that either of the two says so. */
export async function listSharing(db: Kysely<Tables>, connectionId: number): Promise<readonly number[]> {
  const rows = await db.selectFrom("connections").select(["id", "settings"]).orderBy("id").execute();
  const own = rows.find((row) => row.id === connectionId)?.settings.sharesPeopleWith ?? [];
  return rows
    .filter((row) => row.id !== connectionId && (own.includes(row.id) || row.settings.sharesPeopleWith.includes(connectionId)))
    .map((row) => row.id);
}
