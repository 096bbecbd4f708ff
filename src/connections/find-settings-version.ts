import type { Kysely } from "kysely";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";

/** Settings as somebody saved them once. */
export interface SettingsVersion {
  readonly version: number;
  readonly settings: ConnectionSettings;
  readonly savedBy: string;
  readonly savedAt: Date;
}

/** One version of a connection's settings; null where it is not kept. */
export async function findSettingsVersion(db: Kysely<Tables>, connectionId: number, version: number): Promise<SettingsVersion | null> {
  const row = await db
    .selectFrom("settings_versions")
    .select(["version", "settings", "saved_by", "saved_at"])
    .where("connection_id", "=", connectionId)
    .where("version", "=", version)
    .executeTakeFirst();
  return row === undefined ? null : { version: row.version, settings: row.settings, savedBy: row.saved_by, savedAt: row.saved_at };
}
