import type { z } from "@hono/zod-openapi";
import { type DraftKey, deleteDraft, findDraft, listOtherEditors, saveDraft } from "../../../connections/drafts.ts";
import { getConnection } from "../../../connections/get-connection.ts";
import { loadCatalogue } from "../../../connections/load-catalogue.ts";
import { checkSettings } from "../../../core/check-settings.ts";
import { explainSettingsDifference } from "../../../core/explain-settings-difference.ts";
import { Invalid, must, NotFound } from "../../../model/errors.ts";
import type { Permission } from "../../../model/permission.ts";
import type { ConnectionSettings } from "../../../model/settings.ts";
import type { Db } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { DraftToSave, DraftView } from "../shapes/settings.ts";
import { saveExpecting } from "./save-expecting.ts";
import { loadSettingsNames } from "./show-settings.ts";

/** Somebody's own draft, and how it stands to what is in force; null where there is none. @throws NotFound for the connection */
export async function showDraft(db: Db, key: DraftKey): Promise<DraftView | null> {
  const { settings, settingsVersion } = await getConnection(db, key.connectionId);
  const draft = await findDraft(db, key);
  if (draft === null) return null;
  const names = await loadSettingsNames(db, key.connectionId);
  return {
    settings: draft.settings,
    baseVersion: draft.baseVersion,
    currentVersion: settingsVersion,
    isBehind: draft.baseVersion < settingsVersion,
    savedAt: draft.savedAt.toISOString(),
    changes: [...explainSettingsDifference(settings, draft.settings, names)],
    alsoEditing: [...(await listOtherEditors(db, key))],
  };
}

/** Keeps a draft as it is, faulty or not. @throws Invalid for a version that never was */
export async function keepDraft({ database, now }: ApiDependencies, key: DraftKey, given: z.infer<typeof DraftToSave>): Promise<DraftView> {
  const { settingsVersion } = await getConnection(database.db, key.connectionId);
  if (given.baseVersion < 0 || given.baseVersion > settingsVersion)
    throw new Invalid([{ at: "baseVersion", says: `there is no version ${given.baseVersion}; the newest is ${settingsVersion}` }]);
  await saveDraft(database.db, key, { ...given, savedAt: now() });
  return must(await showDraft(database.db, key), "the draft that was just kept");
}

/** The settings of a draft that hold together. @throws NotFound, Invalid with every fault */
export async function getSoundDraft(db: Db, key: DraftKey): Promise<ConnectionSettings> {
  const { settings } = await getDraft(db, key);
  const faults = checkSettings(settings, await loadCatalogue(db));
  if (faults.length > 0) throw new Invalid(faults);
  return settings;
}

/**
 * Makes a draft the settings in force and throws it away, both or neither.
 * @throws ChangedMeanwhile where somebody published since `expectsVersion`: the draft stays
 */
export async function publishDraft(
  { database, now }: ApiDependencies,
  key: DraftKey,
  by: { readonly name: string; readonly expectsVersion: number; readonly own: readonly Permission[] },
): Promise<void> {
  await database.db.transaction().execute(async (trx) => {
    const { settings } = await getDraft(trx, key);
    const { connectionId } = key;
    await saveExpecting(trx, { connectionId, settings, savedBy: by.name, now: now(), expectsVersion: by.expectsVersion, own: by.own });
    await deleteDraft(trx, key);
  });
}

async function getDraft(db: Db, key: DraftKey) {
  const draft = await findDraft(db, key);
  if (draft === null) throw new NotFound("You have no draft of these settings.");
  return draft;
}
