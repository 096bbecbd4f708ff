import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { DatabaseAddress } from "../src/store/open-database.ts";
import { keepWatch } from "./processes.ts";

/** A database of its own, dropped at the end. */
export interface FreshDatabase {
  readonly address: DatabaseAddress;
  drop(): Promise<void>;
}

/** A new database on a server. */
export async function createFreshDatabase(server: string): Promise<FreshDatabase> {
  const name = `muster_bench_${randomBytes(6).toString("hex")}`;
  await administer(server, `create database ${name}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  return { address: { url: own.href }, drop: async () => void (await administer(server, `drop database if exists ${name} with (force)`)) };
}

let template: string | null = null;

/** A new PGlite database in a folder, as an installation has it after its first start: a copy of one that another process made. */
export async function createFreshFolder(): Promise<FreshDatabase> {
  template ??= await prepareTemplate();
  const folder = makeFolder();
  cpSync(template, folder, { recursive: true });
  return { address: { folder }, drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function prepareTemplate(): Promise<string> {
  const folder = makeFolder();
  const child = fork(new URL("prepare-folder.ts", import.meta.url).pathname, [folder]);
  keepWatch(child);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`The PGlite database could not be made: its process ended with code ${code}.`);
  return folder;
}

const folders: string[] = [];

process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  folders.push(folder);
  return folder;
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
