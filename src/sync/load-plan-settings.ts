import type { Kysely } from "kysely";
import { findSettingsVersion } from "../connections/find-settings-version.ts";
import { getConnection } from "../connections/get-connection.ts";
import type { Run } from "../model/run.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";

/** The settings that a plan was made with: those given to a what-if, or the version that was in force; failing that, those of now. */
export async function loadPlanSettings(db: Kysely<Tables>, run: Run): Promise<ConnectionSettings> {
  if (run.kind === "whatIf") {
    const row = await db.selectFrom("runs").select("given_settings").where("id", "=", run.id).executeTakeFirst();
    if (row?.given_settings) return row.given_settings;
  }
  const configured = await getConnection(db, run.connectionId);
  if (configured.settingsVersion === run.settingsVersion) return configured.settings;
  return (await findSettingsVersion(db, run.connectionId, run.settingsVersion))?.settings ?? configured.settings;
}
