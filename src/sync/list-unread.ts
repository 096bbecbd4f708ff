import { findSettingsVersion } from "../connections/find-settings-version.ts";
import { attributesAsked, groupsAsked } from "../core/compile-settings.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";

/** What settings need that the directory copy does not have, because the settings of the last reading did not ask for it. */
export interface Unread {
  /** When the copy was read; null when there is none. */
  readonly readAt: Date | null;
  readonly attributes: readonly string[];
  readonly groupIds: readonly string[];
}

/** What the directory copy was made with. */
export interface CopyContents {
  /** When the copy was read; null when there is none. */
  readonly readAt: Date | null;
  /** Attributes as the reading asked for them. */
  readonly attributes: ReadonlySet<string>;
  /** Groups whose members it holds. */
  readonly groupIds: ReadonlySet<string>;
}

/** Compares what settings ask for with what the last complete reading brought. */
export async function listUnread(db: Db, connectionId: number, settings: ConnectionSettings): Promise<Unread> {
  const { readAt, attributes, groupIds } = await loadCopyContents(db, connectionId);
  return {
    readAt,
    attributes: attributesAsked(settings).filter((name) => !attributes.has(name)),
    groupIds: groupsAsked(settings).filter((id) => !groupIds.has(id)),
  };
}

/** What the last reading brought that went far enough to plan by. */
export async function loadCopyContents(db: Db, connectionId: number): Promise<CopyContents> {
  const reading = await db
    .selectFrom("readings")
    .select(["id", "asked", "finished_at", "started_at"])
    .where("connection_id", "=", connectionId)
    .where("state", "in", ["complete", "doubted", "partial"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (reading === undefined) return { readAt: null, attributes: new Set(), groupIds: new Set() };
  const { attributes } = reading.asked;
  return {
    readAt: reading.finished_at ?? reading.started_at,
    attributes: new Set(Array.isArray(attributes) ? attributes.map(String) : []),
    groupIds: await listWalked(db, connectionId, reading.id),
  };
}

/** Groups that the reading walked: those that its settings named, and whatever stands in them. */
async function listWalked(db: Db, connectionId: number, readingId: number): Promise<ReadonlySet<string>> {
  const run = await db.selectFrom("runs").select("settings_version").where("reading_id", "=", readingId).limit(1).executeTakeFirst();
  const used = run === undefined ? null : await findSettingsVersion(db, connectionId, run.settings_version);
  const nested = await db.selectFrom("mirror_members").select("group_id").distinct().where("connection_id", "=", connectionId).execute();
  return new Set([...(used === null ? [] : groupsAsked(used.settings)), ...nested.map((row) => row.group_id)]);
}
