import { spawn } from "node:child_process";
import { end, keepWatch } from "./processes.ts";

/** A sandbox in a process of its own. */
export interface SandboxProcess {
  readonly url: string;
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts a generated organisation that behaves like Google. `latency` is in milliseconds a request. */
export async function startSandbox(size: { people: number; groups: number; latency: number }): Promise<SandboxProcess> {
  const program = new URL("../sandbox/google/main.ts", import.meta.url).pathname;
  const org = `generated:${size.people}:${size.groups}`;
  const child = spawn(process.execPath, [program, "--port", "0", "--org", org, "--latency", String(size.latency)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  keepWatch(child);
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const found = /listening on (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`The sandbox ended with code ${code} before it listened.`)));
  });
  return { url, pid: child.pid ?? 0, close: () => end(child) };
}
