import type { z } from "@hono/zod-openapi";
import { findSettingsVersion, type SettingsVersion as SavedVersion } from "../../../connections/find-settings-version.ts";
import { getConnection, listConnections } from "../../../connections/get-connection.ts";
import { listSettingsVersions } from "../../../connections/list-settings-versions.ts";
import { explainFirstSettings, explainSettingsDifference, type SettingsNames } from "../../../core/explain-settings-difference.ts";
import { NotFound } from "../../../model/errors.ts";
import type { Db } from "../../../store/open-database.ts";
import { loadNames } from "../../../sync/load-names.ts";
import { readPage, writePage } from "../read-page.ts";
import type { PageQuery } from "../shapes/common.ts";
import type { SettingsVersionPage, SettingsView } from "../shapes/settings.ts";

/** The settings in force, with who saved them. @throws NotFound */
export async function showSettings(db: Db, connectionId: number): Promise<SettingsView> {
  const { settings, settingsVersion: version } = await getConnection(db, connectionId);
  const saved = await findSettingsVersion(db, connectionId, version);
  return { version, settings, savedBy: saved?.savedBy ?? null, savedAt: saved?.savedAt.toISOString() ?? null };
}

/** The settings of one version. @throws NotFound */
export async function showVersion(db: Db, connectionId: number, version: number): Promise<SettingsView> {
  const { connection } = await getConnection(db, connectionId);
  const saved = await findSettingsVersion(db, connectionId, version);
  if (saved === null) throw new NotFound(`${connection.name} has no version ${version} of its settings.`);
  return { version, settings: saved.settings, savedBy: saved.savedBy, savedAt: saved.savedAt.toISOString() };
}

/** Versions, newest first, each with what it changed about the one before it. */
export async function showVersions(
  db: Db,
  connectionId: number,
  query: z.infer<typeof PageQuery>,
): Promise<z.infer<typeof SettingsVersionPage>> {
  const { settingsVersion } = await getConnection(db, connectionId);
  const window = readPage(query);
  const { items, before, total } = await listSettingsVersions(db, connectionId, window);
  const names = await loadSettingsNames(db, connectionId);
  const rows = items.map((item, index) => ({
    version: item.version,
    savedBy: item.savedBy,
    savedAt: item.savedAt.toISOString(),
    changes: explainChanges(items[index + 1] ?? before, item, names),
    isCurrent: item.version === settingsVersion,
  }));
  return writePage(rows, total, window);
}

function explainChanges(before: SavedVersion | null, after: SavedVersion, names: SettingsNames): string[] {
  if (before === null) return [...explainFirstSettings(after.settings)];
  return [...explainSettingsDifference(before.settings, after.settings, names)];
}

/** What settings of a connection are called by. */
export async function loadSettingsNames(db: Db, connectionId: number): Promise<SettingsNames> {
  const { names } = await loadNames(db, connectionId);
  const connections = await listConnections(db);
  return { names, connections: new Map(connections.map(({ id, name }) => [id, name])) };
}
