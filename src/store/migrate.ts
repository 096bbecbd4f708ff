import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { firstTables } from "./migrations/001-first-tables.ts";
import { sessions } from "./migrations/002-sessions.ts";
import { runEvents } from "./migrations/003-run-events.ts";
import { settingsDrafts } from "./migrations/004-settings-drafts.ts";
import { search } from "./migrations/005-search.ts";
import { deskRecords } from "./migrations/006-desk-records.ts";
import { access } from "./migrations/007-access.ts";
import { outgoing } from "./migrations/008-outgoing.ts";
import { takeovers } from "./migrations/009-takeovers.ts";

/** Every step from an empty database to this version, in order; steps only go forward. */
const migrations: Record<string, Migration> = {
  "001-first-tables": firstTables,
  "002-sessions": sessions,
  "003-run-events": runEvents,
  "004-settings-drafts": settingsDrafts,
  "005-search": search,
  "006-desk-records": deskRecords,
  "007-access": access,
  "008-outgoing": outgoing,
  "009-takeovers": takeovers,
};

/** Brings the tables up to date, under a lock: of several processes that start at once, one does it and the others wait. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
