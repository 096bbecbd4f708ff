import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ExitCode, Invocation } from "../app.ts";

const main = fileURLToPath(new URL("../../../sandbox/google/main.ts", import.meta.url));

/** `muster sandbox`: a server on this machine that plays Google. It runs in a process of its own and knows nothing of Muster's data. */
export const sandboxCommand = {
  name: "sandbox",
  usage: "muster sandbox [--port 7781] [--org demo | --org generated:<people>[:<groups>]] [--latency <ms>]",
  summary: "Play Google on this machine, for trying and testing",
  run: async ({ words, signal }: Omit<Invocation, "app">): Promise<ExitCode> => {
    const sandbox = spawn(process.execPath, [main, ...words], { stdio: ["ignore", "inherit", "inherit"] });
    const stop = () => sandbox.kill("SIGTERM");
    signal.addEventListener("abort", stop, { once: true });
    const [code] = (await once(sandbox, "exit")) as [number | null];
    signal.removeEventListener("abort", stop);
    if (signal.aborted || code === 0) return 0;
    return code === 2 ? 2 : 1;
  },
};
