import { fork } from "node:child_process";
import type { PostgresServer } from "./find-postgres.ts";
import { createFreshDatabase, createFreshFolder } from "./fresh-database.ts";
import type { BenchCase } from "./options.ts";
import { keepWatch } from "./processes.ts";
import type { DeskMeasurement, Measurement, WebMeasurement } from "./report.ts";
import { startSandbox } from "./start-sandbox.ts";
import type { Task, TaskMessage } from "./task.ts";

/** What a case came to; `says` what went wrong, null where nothing did. */
export interface Outcome {
  readonly measurements: readonly Measurement[];
  readonly web: readonly WebMeasurement[];
  readonly desk: readonly DeskMeasurement[];
  readonly says: string | null;
}

/** Node's options in the product's own `npm start`: figures are of what people run. */
const startedLike = ["--max-semi-space-size=4"];

const groups = 500;
const millisecondsOfSlowOnes = 50;

/** One case in a process of its own, with a sandbox and a database that nobody has used. */
export async function runCase({ part, engine, people }: BenchCase, server: PostgresServer | null): Promise<Outcome> {
  const database = engine === "postgresql" && server !== null ? await createFreshDatabase(server.url) : await createFreshFolder();
  const sandbox = await startSandbox({ people, groups, latency: part === "groups" ? millisecondsOfSlowOnes : 0 });
  try {
    return await runTask({ part, engine, people, groups, address: database.address, sandbox: { url: sandbox.url, pid: sandbox.pid } });
  } finally {
    await sandbox.close();
    await database.drop();
  }
}

async function runTask(task: Task): Promise<Outcome> {
  const child = fork(new URL("run-task.ts", import.meta.url).pathname, [JSON.stringify(task)], { execArgv: startedLike });
  keepWatch(child);
  const measurements: Measurement[] = [];
  const web: WebMeasurement[] = [];
  const desk: DeskMeasurement[] = [];
  let says: string | null = "The process ended before it was done.";
  // run-task.ts sends nothing else.
  child.on("message", (message: TaskMessage) => {
    if (message.kind === "measured") measurements.push(message.measurement);
    else if (message.kind === "visited") web.push(message.web);
    else if (message.kind === "timed") desk.push(message.desk);
    else says = message.kind === "done" ? null : message.says;
  });
  await new Promise((resolve) => child.once("exit", resolve));
  return { measurements, web, desk, says };
}
