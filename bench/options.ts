import { parseArgs } from "node:util";
import { type Engine, engines } from "./report.ts";

export const usage = `Usage: npm run bench -- [--quick | --full] [--engine pglite|postgresql] [--size <people>] [--json <file>] [--write-results]

  --quick          1,000 and 10,000 people only
  --full           1,000,000 people as well, on PostgreSQL
  --engine         one database only
  --size           one size only
  --json           where the figures go; bench/out/latest.json unless told
  --write-results  writes bench/RESULTS.md as well

PostgreSQL is BENCH_DATABASE_URL, else TEST_DATABASE_URL, else a throw-away one from the binaries of this machine.`;

/** What is to be measured. */
export interface BenchOptions {
  readonly cases: readonly { readonly engine: Engine; readonly people: number }[];
  readonly json: string;
  readonly writesResults: boolean;
  /** The machine must have a PostgreSQL: without one the benchmark fails instead of leaving it out. */
  readonly needsPostgres: boolean;
}

const largestForPglite = 100_000;

/** @throws Error for an argument that is none of these */
export function parseOptions(args: readonly string[], environment: NodeJS.ProcessEnv): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      engine: { type: "string" },
      size: { type: "string" },
      json: { type: "string", default: new URL("out/latest.json", import.meta.url).pathname },
      "write-results": { type: "boolean", default: false },
    },
  });
  const chosen = values.engine === undefined ? engines : engines.filter((engine) => engine === values.engine);
  if (chosen.length === 0) throw new Error(`--engine takes pglite or postgresql, not ${values.engine}.`);
  const sizes = sizesOf(values);
  const isFit = (engine: Engine, people: number) => engine === "postgresql" || people <= largestForPglite || values.size !== undefined;
  return {
    cases: sizes.flatMap((people) => chosen.filter((engine) => isFit(engine, people)).map((engine) => ({ engine, people }))),
    json: values.json,
    writesResults: values["write-results"],
    needsPostgres: chosen.includes("postgresql") && (environment.CI === "true" || chosen.length === 1),
  };
}

function sizesOf({ quick, full, size }: { quick: boolean; full: boolean; size?: string }): readonly number[] {
  if (size !== undefined) {
    const people = Number(size.replaceAll(/[,_]/g, ""));
    if (!Number.isInteger(people) || people < 100) throw new Error(`--size takes a whole number from 100, not ${size}.`);
    return [people];
  }
  if (quick) return [1_000, 10_000];
  return full ? [1_000, 10_000, 100_000, 1_000_000] : [1_000, 10_000, 100_000];
}
