import { findSettingsVersion } from "../../../connections/find-settings-version.ts";
import { explainRequests } from "../../../core/explain-requests.ts";
import { explainSettingsDifference } from "../../../core/explain-settings-difference.ts";
import type { Db } from "../../../store/open-database.ts";
import { loadPlanScene } from "../../../sync/load-plan-scene.ts";
import { listEvents } from "../../../sync/run-events.ts";
import { getRun } from "../../../sync/run-store.ts";
import { loadSettingsNames } from "../settings/show-settings.ts";
import type { RunRecord } from "../shapes/run.ts";

/** What a run did when, what it asked of the directory, and with which settings. @throws NotFound */
export async function describeRecord(db: Db, runId: number): Promise<RunRecord> {
  const run = await getRun(db, runId);
  const { configured, settings, names } = await loadPlanScene(db, run);
  const saved = await findSettingsVersion(db, run.connectionId, run.settingsVersion);
  const log = await listEvents(db, runId);
  const now = await loadSettingsNames(db, run.connectionId);
  return {
    log: log.map(({ at, says }) => ({ at: at.toISOString(), says })),
    requests: [...explainRequests(run.reading?.requestsByKind ?? {}, names.directory)],
    settings: {
      version: run.settingsVersion,
      savedBy: saved?.savedBy ?? null,
      savedAt: saved?.savedAt.toISOString() ?? null,
      sinceThen: [...explainSettingsDifference(settings, configured.settings, now)],
    },
  };
}
