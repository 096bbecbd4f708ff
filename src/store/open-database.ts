import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { claimFolder } from "./claim-folder.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

/** An open database: PostgreSQL, or PGlite inside this process. */
export interface Database {
  readonly db: Db;
  readonly engine: "pglite" | "postgresql";
  /** Records per statement in bulk work: PGlite computes on this thread, so its statements are kept short. */
  readonly batchSize: number;
  /** Transactions of one run that may write at the same time. */
  readonly writersAtOnce: number;
  /** Lets other work run between two statements of bulk work. */
  readonly breathe: () => Promise<void>;
  /** Tries to own a connection's run until `release`; null when another process or task has it. */
  readonly claimRun: (connectionId: number) => Promise<RunClaim | null>;
  readonly close: () => Promise<void>;
}

export interface RunClaim {
  readonly release: () => Promise<void>;
}

/** Where the data live: a PostgreSQL address, a folder for PGlite, or memory (tests). */
export type DatabaseAddress = { readonly url: string } | { readonly folder: string } | { readonly memory: true };

const runLockSpace = 7780;

/** Batches of a thousand keys are looked up by index: with the default cost, made for turning disks, whole tables would be read instead. */
const randomPageCost = 1.1;

/** Opens the database and brings its tables up to date. A folder that another process holds is refused with its process number. */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const opened = "url" in address ? openPostgres(address.url) : await openPglite("folder" in address ? address.folder : null);
  try {
    await migrate(opened.db);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

function openPostgres(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: 10, options: `-c random_page_cost=${randomPageCost}` });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    engine: "postgresql",
    writersAtOnce: 2,
    batchSize: 1000,
    breathe: async () => {},
    claimRun: (id) => claimByAdvisoryLock(url, id),
    close: () => db.destroy(),
  };
}

async function openPglite(folder: string | null): Promise<Database> {
  const claim = folder === null ? null : claimFolder(folder);
  try {
    const engine = await PGlite.create(folder === null ? "memory://" : `${folder}/database`);
    await engine.exec(`set random_page_cost = ${randomPageCost}`);
    const pool = new pg.Pool({ ...createPgConfig(engine), max: 1, idleTimeoutMillis: 0 });
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    const claimed = new Set<number>();
    return {
      db,
      engine: "pglite",
      writersAtOnce: 1,
      batchSize: 200,
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      claimRun: async (id) => claimInProcess(claimed, id),
      close: async () => {
        await db.destroy();
        await engine.close();
        claim?.release();
      },
    };
  } catch (error) {
    claim?.release();
    throw error;
  }
}

/**
 * A lock on a connection of its own to the database, so that many runs at once leave the pool to their work. PostgreSQL gives it back
 * by itself when a process dies.
 */
async function claimByAdvisoryLock(url: string, connectionId: number): Promise<RunClaim | null> {
  const client = new pg.Client({ connectionString: url });
  // Losing the connection loses the lock, which the run's next start finds out; without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  const answer = await client.query<{ ok: boolean }>("select pg_try_advisory_lock($1, $2) as ok", [runLockSpace, connectionId]);
  if (answer.rows[0]?.ok !== true) {
    await client.end();
    return null;
  }
  return { release: () => client.end() };
}

function claimInProcess(claimed: Set<number>, connectionId: number): RunClaim | null {
  if (claimed.has(connectionId)) return null;
  claimed.add(connectionId);
  return { release: async () => void claimed.delete(connectionId) };
}
