import type { Kysely } from "kysely";
import { assertSettingsGiveNoMore } from "../../../access/assert-settings-give-no-rights.ts";
import { findSettingsVersion } from "../../../connections/find-settings-version.ts";
import { getConnection } from "../../../connections/get-connection.ts";
import { type SettingsToSave, saveSettings } from "../../../connections/save-settings.ts";
import { explainTime } from "../../../core/explain-names.ts";
import { Conflict } from "../../../model/errors.ts";
import type { Permission } from "../../../model/permission.ts";
import type { Tables } from "../../../store/tables.ts";
import { ChangedMeanwhile } from "../../errors.ts";

/**
 * Saves settings that were made from a version, by somebody who may do what `own` says.
 * @throws Forbidden where the settings would give more than that
 * @throws ChangedMeanwhile naming who saved a newer one, and when
 * @throws Invalid with every fault and its place
 */
export async function saveExpecting(
  db: Kysely<Tables>,
  { own, ...input }: Omit<SettingsToSave, "expectsVersion"> & { readonly expectsVersion: number; readonly own: readonly Permission[] },
): Promise<number> {
  const { settings: before } = await getConnection(db, input.connectionId);
  await assertSettingsGiveNoMore(db, { before, after: input.settings, own });
  try {
    return await saveSettings(db, input);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const { settingsVersion: version } = await getConnection(db, input.connectionId);
    const saved = await findSettingsVersion(db, input.connectionId, version);
    const by = saved?.savedBy ?? "Somebody";
    const at = saved?.savedAt ?? input.now;
    throw new ChangedMeanwhile(
      `${by} saved version ${version} of these settings, ${explainTime(at)}; you saw version ${input.expectsVersion}. Nothing was saved.`,
      { version, by, at: at.toISOString() },
    );
  }
}
