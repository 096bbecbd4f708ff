import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { findFreePort } from "../start-muster.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const startsWithinMs = 60_000;

/** The demo as a newcomer starts it, on ports and in a folder of its own. Use with `await using`. */
export interface PlayedDemo extends AsyncDisposable {
  /** What the terminal said until it gave the link, line by line. */
  readonly lines: readonly string[];
  /** The link that signs in once. */
  readonly link: string;
  readonly url: string;
  readonly sandboxUrl: string;
  /** A link that signs in somebody else, as `muster link` gives it: `--agent`, `--user` and an address. */
  readonly createLink: (...words: readonly string[]) => Promise<string>;
}

/** Starts `muster demo` and waits for its link. */
export async function playDemo(): Promise<PlayedDemo> {
  const folder = mkdtempSync(join(tmpdir(), "muster-demo-"));
  const [port, sandboxPort] = [await findFreePort(), await findFreePort()];
  const { DATABASE_URL: _, MUSTER_KEY: __, ...inherited } = process.env;
  const environment = { ...inherited, MUSTER_DATA: folder };
  const child = spawn(process.execPath, [main, "demo"], {
    env: { ...environment, MUSTER_PORT: String(port), MUSTER_SANDBOX_PORT: String(sandboxPort) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said = await new Promise<string>((resolve, reject) => {
    let text = "";
    const give = (why: string) => reject(new Error(`The demo ${why}. It said:\n${text}`));
    const timer = setTimeout(() => give(`gave no link within ${startsWithinMs / 1000} s`), startsWithinMs);
    child.once("exit", () => give("ended"));
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (!/Stop with Ctrl-C.*\n/.test(text)) return;
        clearTimeout(timer);
        resolve(text);
      });
  }).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  return {
    lines: said.split("\n").filter((line) => line.trim() !== ""),
    link: /http:\/\/\S+\/welcome\/\S+/.exec(said)?.[0] ?? "",
    url: `http://localhost:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    createLink: async (...words) => {
      const { stdout } = await promisify(execFile)(process.execPath, [main, "link", ...words, "--json"], { env: environment });
      return JSON.parse(stdout).url;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
