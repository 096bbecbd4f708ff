import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Database } from "../src/store/open-database.ts";
import type { Tables } from "../src/store/tables.ts";
import type { SearchTimes } from "./report.ts";

/** Searches that go on until they are stopped. */
export interface Searches {
  stop(): Promise<SearchTimes>;
}

const pauseBetween = 25;
const letters = "abcdefghijklmnopqrstuvwxyz";

/**
 * Searches for users as the web app would, one after the other with a short pause, in the process that imports: over a connection of
 * its own on PostgreSQL, over the one that there is on PGlite.
 */
export function startSearches(database: Database, url: string | null): Searches {
  const own =
    url === null ? null : new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }) });
  const db = own ?? database.db;
  const times: number[] = [];
  let isStopped = false;
  const searching = (async () => {
    while (!isStopped) {
      const from = performance.now();
      const pattern = `${letters[times.length % letters.length] ?? "a"}%`;
      await sql`select id, name, email from users where name_key like ${pattern} limit 20`.execute(db);
      times.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, pauseBetween));
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

/** Nearest-rank percentiles. */
export function summarise(times: readonly number[]): SearchTimes {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0) * 10) / 10;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
