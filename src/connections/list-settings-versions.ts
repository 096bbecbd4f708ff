import { sql } from "kysely";
import type { Db } from "../store/open-database.ts";
import type { SettingsVersion } from "./find-settings-version.ts";

/** Versions of a connection's settings, newest first, with the one before the last of them, to compare it with. */
export async function listSettingsVersions(
  db: Db,
  connectionId: number,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly SettingsVersion[]; readonly before: SettingsVersion | null; readonly total: number }> {
  const rows = await db
    .selectFrom("settings_versions")
    .select(["version", "settings", "saved_by", "saved_at"])
    .where("connection_id", "=", connectionId)
    .orderBy("version", "desc")
    .offset(from)
    .limit(limit + 1)
    .execute();
  const versions = rows.map((row) => ({ version: row.version, settings: row.settings, savedBy: row.saved_by, savedAt: row.saved_at }));
  const counted = await db
    .selectFrom("settings_versions")
    .select((eb) => eb.fn.countAll<string>().as("n"))
    .where("connection_id", "=", connectionId)
    .executeTakeFirstOrThrow();
  return { items: versions.slice(0, limit), before: versions[limit] ?? null, total: Number(counted.n) };
}

/** Who changed something last, and when. */
export interface Authorship {
  readonly by: string;
  readonly at: Date;
}

/** Who changed each mapping last, by its number. */
export async function listMappingAuthors(db: Db, connectionId: number): Promise<ReadonlyMap<number, Authorship>> {
  const answer = await sql<{ id: number; saved_by: string; saved_at: Date }>`
    with written as (
      select (m ->> 'id')::int as id, m as mapping, v.version, v.saved_by, v.saved_at
      from settings_versions v, jsonb_array_elements(v.settings -> 'mappings') m where v.connection_id = ${connectionId}::int
    ), compared as (
      select *, lag(mapping) over (partition by id order by version) as before from written
    )
    select distinct on (id) id, saved_by, saved_at from compared where before is distinct from mapping order by id, version desc`.execute(
    db,
  );
  return new Map(answer.rows.map((row) => [row.id, { by: row.saved_by, at: row.saved_at }]));
}
