import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Conflict } from "../../model/errors.ts";

/** The sandbox of Google as a process of its own, and what the demo asks of its control addresses. */
export interface SandboxProcess {
  readonly url: string;
  readonly credentials: () => Promise<readonly SampleCredentials[]>;
  readonly deskBefore: () => Promise<DeskBefore>;
  /** Makes something happen in the directories; says what happened. */
  readonly happen: (incident: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const SampleCredentials = z.object({
  name: z.string(),
  adminEmail: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  serviceAccount: z.record(z.string(), z.unknown()),
});
export type SampleCredentials = z.infer<typeof SampleCredentials>;

const blankIsNone = z.string().transform((text) => (text.trim() === "" ? undefined : text));
const person = {
  name: z.string(),
  firstName: blankIsNone,
  lastName: blankIsNone,
  email: blankIsNone,
  title: blankIsNone,
  googleId: z.string().optional(),
};

/** What the sample desk holds before the first import. */
export const DeskBefore = z.object({
  users: z.array(
    z.object({
      ...person,
      customer: z.string(),
      site: z.string(),
      phone: blankIsNone,
      mobile: blankIsNone,
      department: blankIsNone,
      employeeNumber: blankIsNone,
    }),
  ),
  agents: z.array(z.object({ ...person, roles: z.array(z.string()), userEmail: z.string().optional() })),
});
export type DeskBefore = z.infer<typeof DeskBefore>;

const Report = z.object({ happened: z.string() });

const program = fileURLToPath(new URL("../../../sandbox/google/main.ts", import.meta.url));
const startsWithinMs = 20_000;

/** Starts the sandbox on a port of this machine (0: any that is free). @throws Conflict when the port is taken */
export async function startSandboxProcess(port: number): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [program, "--port", String(port), "--org", "demo"], { stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => child.kill("SIGTERM");
  process.once("exit", stop);
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    const refuse = () =>
      reject(
        new Conflict(
          `The sandbox of Google did not start on port ${port}. Is the port in use? Set MUSTER_SANDBOX_PORT to another one. ${said.trim().split("\n")[0] ?? ""}`,
        ),
      );
    const timer = setTimeout(refuse, startsWithinMs);
    child.once("exit", refuse);
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /listening on (\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      child.off("exit", refuse);
      resolve(found);
    });
  });
  return {
    url,
    credentials: async () => z.array(SampleCredentials).parse(await control(url, "GET", "credentials")),
    deskBefore: async () => DeskBefore.parse(await control(url, "GET", "desk-before")),
    happen: async (incident) => Report.parse(await control(url, "POST", `incidents/${incident}`)).happened,
    close: async () => {
      process.off("exit", stop);
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      stop();
      await ended;
    },
  };
}

async function control(url: string, method: "GET" | "POST", path: string): Promise<unknown> {
  const answer = await fetch(`${url}/control/${path}`, { method });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}`);
  return await answer.json();
}
