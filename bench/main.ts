import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { findChromium } from "../test/journeys/open-browser.ts";
import { countFirstLoad } from "../web/count-first-load.ts";
import { drawReport } from "./draw-report.ts";
import { findPostgres, type PostgresServer } from "./find-postgres.ts";
import { readServerVersion } from "./fresh-database.ts";
import { type BenchOptions, parseOptions, usage } from "./options.ts";
import type { DeskMeasurement, Failure, Measurement, Report, WebMeasurement } from "./report.ts";
import { runCase } from "./run-case.ts";
import { describeSurroundings } from "./surroundings.ts";
import { writeResults } from "./write-results.ts";

// Exit codes: 0 measured, whatever the figures; 1 a scenario failed, or what must be there (PostgreSQL, Chromium) is missing; 2 bad arguments.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

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
  if (options.cases.some((one) => one.part === "web") && findChromium() === null) {
    console.error("\n!!! NO CHROMIUM: the web app was not opened in a browser. Set CHROMIUM_PATH, or install Chromium. !!!\n");
    if (options.needsBrowser) return 1;
  }
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
  const web: WebMeasurement[] = [];
  const desk: DeskMeasurement[] = [];
  const failures: Failure[] = [];
  for (const one of cases) {
    const { part, engine, people } = one;
    const outcome = await runCase(one, server);
    measurements.push(...outcome.measurements);
    web.push(...outcome.web);
    desk.push(...outcome.desk);
    if (outcome.says !== null) failures.push({ engine, people, says: outcome.says });
    const figures = [
      ...outcome.measurements.map(({ scenario, milliseconds }) => `${scenario} ${milliseconds} ms`),
      ...[...outcome.web, ...outcome.desk].flatMap(({ works }) => works.map(({ work, times }) => `${work} ${times.p50} ms`)),
    ];
    console.log(`${engine} ${people} ${part}: ${outcome.says ?? figures.join(", ")}`);
  }
  return {
    surroundings: describeSurroundings(server === null ? null : await readServerVersion(server.url)),
    measurements,
    web,
    desk,
    firstLoad: cases.some((one) => one.part === "web") ? countFirstLoad() : null,
    failures,
  };
}
