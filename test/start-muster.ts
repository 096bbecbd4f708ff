import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GoogleSandbox } from "../sandbox/google/server.ts";

const main = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command under way. */
export interface UnderWay {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until the command has said something on either side. */
  readonly said: (pattern: RegExp) => Promise<void>;
}

/** A data folder of one test, with commands on it. Use with `await using`: whatever still runs is ended. */
export interface Muster extends AsyncDisposable {
  readonly folder: string;
  readonly run: (...words: readonly string[]) => Promise<Ended>;
  readonly start: (...words: readonly string[]) => UnderWay;
  /** Writes a file into the folder and returns its path. */
  readonly write: (name: string, text: string) => string;
}

/** Makes a data folder of its own, under a short path because a socket lives in it. */
export function makeMuster(environment: Readonly<Record<string, string>> = {}): Muster {
  const folder = mkdtempSync(join(tmpdir(), "muster-"));
  const running = new Set<ChildProcess>();
  const start = (...words: readonly string[]): UnderWay => {
    const { DATABASE_URL: _, MUSTER_KEY: __, ...inherited } = process.env;
    const child = spawn(process.execPath, [main, ...words], {
      cwd: folder,
      env: { ...inherited, MUSTER_DATA: join(folder, "data"), ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    return watch(child, () => running.delete(child));
  };
  return {
    folder,
    start,
    run: (...words) => start(...words).ended,
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(
        [...running].map(async (child) => {
          child.kill("SIGKILL");
          await once(child, "exit");
        }),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function watch(child: ChildProcess, onEnd: () => void): UnderWay {
  const said = { out: "", err: "" };
  const listeners = new Set<() => void>();
  const hear = (side: "out" | "err") => (text: string) => {
    said[side] += text;
    for (const listener of listeners) listener();
  };
  child.stdout?.setEncoding("utf8").on("data", hear("out"));
  child.stderr?.setEncoding("utf8").on("data", hear("err"));
  const ended = once(child, "close").then(([code]): Ended => {
    onEnd();
    // A child's code is a number, or null after a signal.
    return { code: code as number | null, ...said };
  });
  return {
    child,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(said.out) && !pattern.test(said.err)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without saying ${pattern}:\n${said.out}\n${said.err}`)));
      }),
  };
}

/** A port that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  server.close();
  await once(server, "close");
  return port;
}

/** A configuration file for an organisation of the sandbox, everybody to one site. Signs in as given. */
export function writeConfig(sandbox: GoogleSandbox, domain: string, signIn: "serviceAccount" | "oauthClient"): string {
  const own = sandbox.credentials().find((one) => one.domain === domain) ?? sandbox.credentials()[0];
  if (own === undefined) throw new Error(`The sandbox doesn't play ${domain}.`);
  const { adminEmail, clientId } = own;
  const how =
    signIn === "serviceAccount"
      ? `serviceAccount: { key: { file: key.json }, subject: ${adminEmail} }`
      : `oauthClient: { clientId: ${clientId}, clientSecret: { env: TEST_CLIENT_SECRET } }`;
  return `muster: 1
desk:
  customers:
    - name: Test & Co
      sites: [{ name: Leeds, main: true }]
connections:
  - name: Test & Co
    signIn: { ${how} }
    endpoints: { sandbox: "${sandbox.url}" }
    mappings:
      - { sequence: 1, name: Not people, destination: { leaveOut: true }, filter: { orgUnit: /Rooms } }
      - { sequence: 2, name: Everyone, destination: { site: { customer: Test & Co, site: Leeds } } }
    deactivatesSuspendedUsers: true
`;
}
