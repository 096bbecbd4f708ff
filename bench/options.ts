import { parseArgs } from "node:util";
import { type Engine, engines } from "./report.ts";
import { type Part, parts } from "./task.ts";

export const usage = `Usage: npm run bench -- [--quick | --full] [--only bare|imports|groups|web|desk] [--engine pglite|postgresql] [--size <people>]
                     [--json <file>] [--write-results]

  --quick          imports of 1,000 and 10,000 people only, the web app and the desk with 5,000
  --full           imports of 1,000,000 people as well, on PostgreSQL
  --only           one part only: the least that any import must do, imports, imports of many groups, the web app, the desk
  --engine         one database only
  --size           one size only
  --json           where the figures go; bench/out/latest.json unless told
  --write-results  writes bench/RESULTS.md as well

PostgreSQL is BENCH_DATABASE_URL, else TEST_DATABASE_URL, else a throw-away one from the binaries of this machine. Chromium is CHROMIUM_PATH,
else the system's, else Playwright's.`;

/** One part with one database and so many people: what a process of its own measures. */
export interface BenchCase {
  readonly part: Part;
  readonly engine: Engine;
  readonly people: number;
}

/** What is to be measured. */
export interface BenchOptions {
  /** In the order in which they are measured. */
  readonly cases: readonly BenchCase[];
  readonly json: string;
  readonly writesResults: boolean;
  /** The machine must have a PostgreSQL: without one the benchmark fails instead of leaving it out. */
  readonly needsPostgres: boolean;
  /** The same of a Chromium. */
  readonly needsBrowser: boolean;
}

const largestForPglite = 100_000;
const peopleOfManyGroups = 1_000;
const peopleOfWeb = { quick: 5_000, usual: 100_000 };

/** @throws Error for an argument that is none of these */
export function parseOptions(args: readonly string[], environment: NodeJS.ProcessEnv): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      only: { type: "string" },
      engine: { type: "string" },
      size: { type: "string" },
      json: { type: "string", default: new URL("out/latest.json", import.meta.url).pathname },
      "write-results": { type: "boolean", default: false },
    },
  });
  const engine = choose("--engine", engines, values.engine);
  const only = choose("--only", parts, values.only);
  const size = values.size === undefined ? null : parseSize(values.size);
  const chosen = engine === null ? engines : [engine];
  const cases = listCases(chosen, { quick: values.quick, full: values.full, size }).filter(({ part }) => only === null || part === only);
  const isCi = environment.CI === "true";
  return {
    cases,
    json: values.json,
    writesResults: values["write-results"],
    needsPostgres: chosen.includes("postgresql") && (isCi || chosen.length === 1),
    needsBrowser: cases.some(({ part }) => part === "web") && (isCi || only === "web"),
  };
}

interface Sizes {
  readonly quick: boolean;
  readonly full: boolean;
  readonly size: number | null;
}

/** Imports by size, then what has a size of its own. */
function listCases(chosen: readonly Engine[], sizes: Sizes): readonly BenchCase[] {
  const isFit = (engine: Engine, people: number) => engine === "postgresql" || people <= largestForPglite || sizes.size !== null;
  const each = importSizes(sizes).flatMap((people) =>
    chosen.filter((engine) => isFit(engine, people)).map((engine) => ({ engine, people })),
  );
  return [
    ...each.flatMap((one) => (["bare", "imports"] as const).map((part) => ({ part, ...one }))),
    ...chosen.map((engine) => ({ part: "groups" as const, engine, people: peopleOfManyGroups })),
    ...chosen.map((engine) => ({
      part: "web" as const,
      engine,
      people: sizes.size ?? (sizes.quick ? peopleOfWeb.quick : peopleOfWeb.usual),
    })),
    ...chosen.map((engine) => ({
      part: "desk" as const,
      engine,
      people: sizes.size ?? (sizes.quick ? peopleOfWeb.quick : peopleOfWeb.usual),
    })),
  ];
}

function importSizes({ quick, full, size }: Sizes): readonly number[] {
  if (size !== null) return [size];
  if (quick) return [1_000, 10_000];
  return full ? [1_000, 10_000, 100_000, 1_000_000] : [1_000, 10_000, 100_000];
}

function parseSize(size: string): number {
  const people = Number(size.replaceAll(/[,_]/g, ""));
  if (!Number.isInteger(people) || people < 100) throw new Error(`--size takes a whole number from 100, not ${size}.`);
  return people;
}

function choose<T extends string>(option: string, known: readonly T[], value: string | undefined): T | null {
  if (value === undefined) return null;
  const chosen = known.find((one) => one === value);
  if (chosen === undefined) throw new Error(`${option} takes ${known.join(", ")}; not ${value}.`);
  return chosen;
}
