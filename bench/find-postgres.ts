import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import pg from "pg";
import { findFreePort } from "./find-free-port.ts";
import { end, keepWatch } from "./processes.ts";

/** A PostgreSQL server in which databases may be made. */
export interface PostgresServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The server that the environment names, else a throw-away one with default settings; null where neither is to be had. */
export async function findPostgres(environment: NodeJS.ProcessEnv): Promise<PostgresServer | null> {
  const url = [environment.BENCH_DATABASE_URL, environment.TEST_DATABASE_URL].find((address) => address !== undefined && address !== "");
  if (url !== undefined) return { url, close: async () => {} };
  const binaries = findBinaries(environment.PATH ?? "");
  const owner = findOwner();
  return binaries === null || owner === null ? null : await startThrowAway(binaries, owner);
}

function findBinaries(path: string): string | null {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((one, other) => Number(other) - Number(one)) : [];
  const folders = [...versions.map((version) => join(root, version, "bin")), ...path.split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

type Owner = Pick<SpawnOptions, "uid" | "gid">;

/** PostgreSQL refuses to run as root: there it runs as the user that its packages make. */
function findOwner(): Owner | null {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("postgres:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

async function startThrowAway(binaries: string, owner: Owner): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const made = spawnSync(join(binaries, "initdb"), ["-D", data, "-U", "muster", "-A", "trust", "-E", "UTF8"], {
    ...owner,
    cwd: folder,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await findFreePort();
  const child = spawn(join(binaries, "postgres"), ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"], {
    ...owner,
    cwd: folder,
    stdio: "ignore",
  });
  keepWatch(child);
  const url = `postgres://muster@127.0.0.1:${port}/postgres`;
  await waitUntilReady(url);
  return {
    url,
    close: async () => {
      await end(child, "SIGINT");
      remove();
    },
  };
}

async function waitUntilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
