import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Database } from "../src/store/open-database.ts";
import type { Tables } from "../src/store/tables.ts";
import type { Times } from "./report.ts";
import { summarise } from "./summarise.ts";

/** Searches that go on until they are stopped. */
export interface Searches {
  stop(): Promise<Times>;
}

const interval = 50;
const letters = "abcdefghijklmnopqrstuvwxyz";

/**
 * Searches for users twenty times a second, in the process that imports: over a connection of its own on PostgreSQL, over the one that
 * there is on PGlite. A search counts from when it was due, so that a pause is felt by everybody who would have searched during it.
 */
export function startSearches(database: Database, url: string | null): Searches {
  const own =
    url === null ? null : new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }) });
  const db = own ?? database.db;
  const times: number[] = [];
  let isStopped = false;
  const searching = (async () => {
    for (let due = performance.now(); !isStopped; due += interval) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      const pattern = `${letters[times.length % letters.length] ?? "a"}%`;
      await sql`select id, name, email from users where name_key like ${pattern} limit 20`.execute(db);
      times.push(performance.now() - due);
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await searching;
      await own?.destroy();
      return summarise(times);
    },
  };
}
