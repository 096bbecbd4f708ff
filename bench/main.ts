import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { drawReport } from "./draw-report.ts";
import { findPostgres, type PostgresServer } from "./find-postgres.ts";
import { createFreshDatabase, createFreshFolder, readServerVersion } from "./fresh-database.ts";
import { type BenchOptions, parseOptions, usage } from "./options.ts";
import { keepWatch } from "./processes.ts";
import type { Engine, Failure, Measurement, Report } from "./report.ts";
import { startSandbox } from "./start-sandbox.ts";
import { describeSurroundings } from "./surroundings.ts";
import type { Task, TaskMessage } from "./task.ts";
import { writeResults } from "./write-results.ts";

/** Node's options in the product's own `npm start`: figures are of what people run. */
const startedLike = ["--max-semi-space-size=4"];

// Exit codes: 0 measured, whatever the figures; 1 a scenario failed or a PostgreSQL is missing where one must be; 2 bad arguments.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const groups = 500;
const peopleOfManyGroups = 1_000;

const options = readOptions();
process.exitCode = options === null ? 2 : await bench(options);

function readOptions(): BenchOptions | null {
  try {
    return parseOptions(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return null;
  }
}

async function bench(options: BenchOptions): Promise<number> {
  const wantsPostgres = options.cases.some((one) => one.engine === "postgresql");
  const server = wantsPostgres ? await findPostgres(process.env) : null;
  try {
    if (wantsPostgres && server === null) {
      console.error("\n!!! NO POSTGRESQL: nothing was measured on it. Set BENCH_DATABASE_URL, or install PostgreSQL's server. !!!\n");
      if (options.needsPostgres) return 1;
    }
    const cases = options.cases.filter((one) => one.engine === "pglite" || server !== null);
    const report = await measureAll(cases, server);
    console.log(drawReport(report));
    mkdirSync(dirname(options.json), { recursive: true });
    writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    if (options.writesResults) writeResults(report);
    return report.failures.length === 0 ? 0 : 1;
  } finally {
    await server?.close();
  }
}

async function measureAll(cases: BenchOptions["cases"], server: PostgresServer | null): Promise<Report> {
  const measurements: Measurement[] = [];
  const failures: Failure[] = [];
  for (const { part, engine, people, latency } of listParts(cases)) {
    const size = { people, groups, latency };
    const outcome = await runPart({ part, engine, people, groups }, size, server);
    measurements.push(...outcome.measurements);
    if (outcome.says !== null) failures.push({ engine, people, says: outcome.says });
    console.log(
      `${engine} ${people} ${part}: ${outcome.says ?? outcome.measurements.map((one) => `${one.scenario} ${one.milliseconds} ms`).join(", ")}`,
    );
  }
  return { surroundings: describeSurroundings(server === null ? null : await readServerVersion(server.url)), measurements, failures };
}

function listParts(cases: BenchOptions["cases"]) {
  const each = cases.flatMap(({ engine, people }) => (["bare", "imports"] as const).map((part) => ({ part, engine, people, latency: 0 })));
  const chosen = [...new Set(cases.map((one) => one.engine))];
  return [...each, ...chosen.map((engine) => ({ part: "groups" as const, engine, people: peopleOfManyGroups, latency: 50 }))];
}

type Plan = Pick<Task, "part" | "people" | "groups"> & { readonly engine: Engine };

/** One part in a process of its own, with a sandbox and a database that nobody has used. */
async function runPart(plan: Plan, size: Parameters<typeof startSandbox>[0], server: PostgresServer | null) {
  const database = plan.engine === "postgresql" && server !== null ? await createFreshDatabase(server.url) : await createFreshFolder();
  const sandbox = await startSandbox(size);
  try {
    return await runTask({ ...plan, address: database.address, sandbox: { url: sandbox.url, pid: sandbox.pid } });
  } finally {
    await sandbox.close();
    await database.drop();
  }
}

async function runTask(task: Task): Promise<{ measurements: readonly Measurement[]; says: string | null }> {
  const child = fork(new URL("run-task.ts", import.meta.url).pathname, [JSON.stringify(task)], { execArgv: startedLike });
  keepWatch(child);
  const measurements: Measurement[] = [];
  let says: string | null = "The process ended before it was done.";
  // run-task.ts sends nothing else.
  child.on("message", (message: TaskMessage) => {
    if (message.kind === "measured") measurements.push(message.measurement);
    else says = message.kind === "done" ? null : message.says;
  });
  await new Promise((resolve) => child.once("exit", resolve));
  return { measurements, says };
}
