import { type Kysely, sql } from "kysely";
import { canonicalJson } from "../core/canonical-json.ts";
import { checkSettings } from "../core/check-settings.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import { ConnectionSettings } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";
import { getConnection } from "./get-connection.ts";
import { loadCatalogue } from "./load-catalogue.ts";

export interface SettingsToSave {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly savedBy: string;
  readonly now: Date;
  /** The version that the editor saw; a newer one is a conflict. Null takes whatever there is. */
  readonly expectsVersion: number | null;
}

/**
 * Checks settings against the desk and saves them whole, as a new version; the same settings again change nothing. Mappings keep their
 * numbers where they have one (0 means new). Works inside the caller's transaction where there is one. Returns the version.
 * @throws Invalid with every fault, its place and its cure; nothing is saved then
 * @throws Conflict when somebody saved meanwhile
 */
export async function saveSettings(db: Kysely<Tables>, input: SettingsToSave): Promise<number> {
  const faults = checkSettings(input.settings, await loadCatalogue(db));
  if (faults.length > 0) throw new Invalid(faults);
  if (db.isTransaction) return await saveVersion(db, input);
  return await db.transaction().execute((trx) => saveVersion(trx, input));
}

async function saveVersion(trx: Kysely<Tables>, input: SettingsToSave): Promise<number> {
  await sql`select id from connections where id = ${input.connectionId}::int for update`.execute(trx);
  const current = await getConnection(trx, input.connectionId);
  if (input.expectsVersion !== null && input.expectsVersion !== current.settingsVersion) {
    throw new Conflict(
      `Version ${input.expectsVersion} of these settings was changed meanwhile: version ${current.settingsVersion} is the newest.`,
    );
  }
  if (current.settingsVersion > 0 && sameSettings(current.settings, input.settings)) return current.settingsVersion;
  const version = current.settingsVersion + 1;
  const { mappings, fieldMappings, groupMappings, ...plain } = input.settings;
  await replaceMappings(trx, input.connectionId, mappings);
  await replaceFields(trx, input.connectionId, fieldMappings);
  await replaceGroups(trx, input.connectionId, groupMappings);
  await trx
    .updateTable("connections")
    .set({ settings: JSON.stringify(plain), settings_version: version })
    .where("id", "=", input.connectionId)
    .execute();
  const saved = await getConnection(trx, input.connectionId);
  await trx
    .insertInto("settings_versions")
    .values({
      connection_id: input.connectionId,
      version,
      settings: JSON.stringify(saved.settings),
      saved_by: input.savedBy,
      saved_at: input.now,
    })
    .execute();
  return version;
}

function sameSettings(a: ConnectionSettings, b: ConnectionSettings): boolean {
  return canonicalJson(a) === canonicalJson(ConnectionSettings.parse(b));
}

async function replaceMappings(db: Kysely<Tables>, connectionId: number, mappings: ConnectionSettings["mappings"]): Promise<void> {
  const kept = mappings.map((mapping) => mapping.id).filter((id) => id > 0);
  await db.deleteFrom("mappings").where("connection_id", "=", connectionId).where(sql<boolean>`id <> all(${kept}::int[])`).execute();
  for (const mapping of mappings) {
    const values = {
      connection_id: connectionId,
      sequence: mapping.sequence,
      name: mapping.name,
      part: mapping.part,
      destination: JSON.stringify(mapping.destination),
      site_id: mapping.destination.kind === "site" ? mapping.destination.siteId : null,
      filter: mapping.filter === null ? null : JSON.stringify(mapping.filter),
    };
    const known = await db
      .updateTable("mappings")
      .set(values)
      .where("id", "=", mapping.id)
      .where("connection_id", "=", connectionId)
      .executeTakeFirst();
    // New, or taken over from another connection's settings.
    if (known.numUpdatedRows === 0n) await db.insertInto("mappings").values(values).execute();
  }
}

async function replaceFields(db: Kysely<Tables>, connectionId: number, fields: ConnectionSettings["fieldMappings"]): Promise<void> {
  await db.deleteFrom("field_mappings").where("connection_id", "=", connectionId).execute();
  const rows = fields.map((field, position) => ({
    connection_id: connectionId,
    entity: field.entity,
    field: field.field,
    from_attribute: field.from,
    policy: field.policy,
    clears_when_empty: field.clearsWhenEmpty,
    position,
  }));
  if (rows.length > 0) await db.insertInto("field_mappings").values(rows).execute();
}

async function replaceGroups(db: Kysely<Tables>, connectionId: number, groups: ConnectionSettings["groupMappings"]): Promise<void> {
  const kept = groups.map((group) => group.id).filter((id) => id > 0);
  await db.deleteFrom("group_mappings").where("connection_id", "=", connectionId).where(sql<boolean>`id <> all(${kept}::int[])`).execute();
  for (const group of groups) {
    const values = {
      connection_id: connectionId,
      group_id: group.groupId,
      group_name: group.groupName,
      gives: JSON.stringify(group.gives),
    };
    const known = await db
      .updateTable("group_mappings")
      .set(values)
      .where("id", "=", group.id)
      .where("connection_id", "=", connectionId)
      .executeTakeFirst();
    if (known.numUpdatedRows === 0n) await db.insertInto("group_mappings").values(values).execute();
  }
}
