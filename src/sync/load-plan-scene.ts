import { type ConfiguredConnection, getConnection } from "../connections/get-connection.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import { createNames, type Names } from "../core/explain-names.ts";
import { listGroupNames } from "../mirror/save-members.ts";
import type { Run } from "../model/run.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";
import { loadPlanSettings } from "./load-plan-settings.ts";

/** A run with everything that its lines are put into words with, loaded once for many lines. */
export interface PlanScene {
  readonly run: Run;
  /** The connection as it is now. */
  readonly configured: ConfiguredConnection;
  /** The settings that the plan was made with. */
  readonly settings: ConnectionSettings;
  /** What is called what, mappings as they were when the plan was made. */
  readonly names: Names;
}

/** Loads the names that a plan speaks of. */
export async function loadPlanScene(db: Db, run: Run): Promise<PlanScene> {
  const configured = await getConnection(db, run.connectionId);
  const settings =
    configured.settingsVersion === run.settingsVersion && run.kind !== "whatIf" ? configured.settings : await loadPlanSettings(db, run);
  const names = createNames({ ...configured, settings }, await loadCatalogue(db), await listGroupNames(db, run.connectionId));
  return { run, configured, settings, names };
}
