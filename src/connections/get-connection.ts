import type { Kysely, Selectable } from "kysely";
import type { Connection } from "../model/connection.ts";
import type { Entity } from "../model/desk.ts";
import { NotFound } from "../model/errors.ts";
import type { ConnectionSettings, FieldMapping } from "../model/settings.ts";
import type { Tables } from "../store/tables.ts";

/** A connection with its settings and their version. */
export interface ConfiguredConnection {
  readonly connection: Connection;
  readonly settings: ConnectionSettings;
  readonly settingsVersion: number;
}

/** Finds a connection by number or by name, whatever its capitals. @throws NotFound naming those there are */
export async function getConnection(db: Kysely<Tables>, key: number | string): Promise<ConfiguredConnection> {
  const rows = await db.selectFrom("connections").selectAll().orderBy("id").execute();
  const row = rows.find((candidate) => (typeof key === "number" ? candidate.id === key : sameName(candidate.name, key)));
  if (row === undefined) {
    const names = rows.map((candidate) => `"${candidate.name}"`).join(", ");
    throw new NotFound(
      `There is no connection ${typeof key === "number" ? key : `"${key}"`}. ${names === "" ? "None is configured yet." : `There are: ${names}.`}`,
    );
  }
  return { connection: toConnection(row), settings: await loadSettings(db, row), settingsVersion: row.settings_version };
}

/** All connections, oldest first. */
export async function listConnections(db: Kysely<Tables>): Promise<readonly Connection[]> {
  return (await db.selectFrom("connections").selectAll().orderBy("id").execute()).map(toConnection);
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function toConnection(row: Selectable<Tables["connections"]>): Connection {
  return {
    id: row.id,
    name: row.name,
    // `provider` and `state` are written by saveConnection from the same closed lists.
    provider: row.provider as Connection["provider"],
    signIn: row.sign_in,
    endpoints: row.endpoints,
    pace: row.pace,
    state: row.state as Connection["state"],
    pausedBecause: row.paused_because,
  };
}

async function loadSettings(db: Kysely<Tables>, row: Selectable<Tables["connections"]>): Promise<ConnectionSettings> {
  const of = { connection_id: row.id };
  const mappings = await db.selectFrom("mappings").selectAll().where("connection_id", "=", of.connection_id).orderBy("sequence").execute();
  const fields = await db
    .selectFrom("field_mappings")
    .selectAll()
    .where("connection_id", "=", of.connection_id)
    .orderBy("position")
    .execute();
  const groups = await db.selectFrom("group_mappings").selectAll().where("connection_id", "=", of.connection_id).orderBy("id").execute();
  return {
    ...row.settings,
    mappings: mappings.map(({ id, sequence, name, part, destination, filter }) => ({ id, sequence, name, part, destination, filter })),
    fieldMappings: fields.map((field) => ({
      // Written by saveSettings from the same closed lists.
      entity: field.entity as Entity,
      field: field.field,
      from: field.from_attribute,
      policy: field.policy as FieldMapping["policy"],
      clearsWhenEmpty: field.clears_when_empty,
    })),
    groupMappings: groups.map((group) => ({ id: group.id, groupId: group.group_id, groupName: group.group_name, gives: group.gives })),
  };
}
