import { randomBytes } from "node:crypto";
import pg from "pg";

/** A database of its own on a server, dropped at the end. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export async function createFreshDatabase(server: string): Promise<FreshDatabase> {
  const name = `muster_bench_${randomBytes(6).toString("hex")}`;
  await administer(server, `create database ${name}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  return { url: own.href, drop: async () => void (await administer(server, `drop database if exists ${name} with (force)`)) };
}

/** The version that a server says it is. */
export async function readServerVersion(server: string): Promise<string> {
  const [row] = await administer(server, "show server_version");
  return String(row?.server_version);
}

async function administer(server: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
