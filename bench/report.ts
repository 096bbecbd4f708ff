import type { FirstLoad } from "../web/count-first-load.ts";

/** Where the data of a run lie: PGlite inside the importing process, or a PostgreSQL beside it. */
export type Engine = "pglite" | "postgresql";

export const engines: readonly Engine[] = ["pglite", "postgresql"];

export type ScenarioName =
  | "floor"
  | "fetching alone"
  | "first import"
  | "nothing changed"
  | "1 % changed"
  | "settings changed"
  | "500 groups at 50 ms";

/** What one scenario cost. CPU is in milliseconds of user and system time. */
export interface Measurement {
  readonly engine: Engine;
  readonly people: number;
  readonly scenario: ScenarioName;
  readonly milliseconds: number;
  /** Milliseconds by step of the run, in the order in which they came; empty where there are none. */
  readonly steps: Readonly<Record<string, number>>;
  readonly nodeCpu: number;
  /** Null where the database is not a process of this machine, or is this process. */
  readonly databaseCpu: number | null;
  readonly sandboxCpu: number | null;
  /** The most memory that the process ever held up to the end of this scenario, in megabytes (10^6). */
  readonly peakMegabytes: number;
  readonly longestPause: number;
  readonly requests: Readonly<Record<string, number>>;
  /** Rows of users, agents, grants and links that were written; one that was written twice counts once. */
  readonly deskRows: number | null;
  readonly searches: Times | null;
}

/** What was timed of the web app: three ways to open the preview, rows far away, and what the server answers. */
export type WebWork =
  | "preview opens, nobody looked before"
  | "preview opens, first visit"
  | "preview opens, scripts cached"
  | "rows at a far place"
  | "preview, first rows"
  | "preview, middle"
  | "preview, filtered"
  | "preview, sorted"
  | "search for everything"
  | "users, searched"
  | "users, at any place"
  | "users, sorted";

/** What the web app took with one engine and so many people, whose import was looked at before it was applied. */
export interface WebMeasurement {
  readonly engine: Engine;
  readonly people: number;
  /** In the order in which it was done. */
  readonly works: readonly { readonly work: WebWork; readonly times: Times }[];
  /** Null where there is no browser. */
  readonly scrolling: Scrolling | null;
}

/** What was timed of a desk with so many users, assets and tickets. */
export type DeskWork =
  | "users, first sheet"
  | "assets, first sheet"
  | "tickets, first sheet"
  | "assets, deep sheet"
  | "tickets, deep sheet"
  | "tickets, by customer"
  | "tickets, by user"
  | "tickets, filtered"
  | "assets, filtered"
  | "tickets, searched"
  | "assets, searched"
  | "search, found"
  | "search, typed wrong"
  | "tickets, all as a file";

/** What the server took with one engine and so many records of each kind. */
export interface DeskMeasurement {
  readonly engine: Engine;
  readonly records: number;
  /** In the order in which it was done. */
  readonly works: readonly { readonly work: DeskWork; readonly times: Times }[];
}

/** What the browser had to do while somebody scrolled through the preview. */
export interface Scrolling {
  /** The most rows that were in the page at once. */
  readonly mostRows: number;
  /** In milliseconds; 0 where no task reached the 50 from which browsers tell of one. */
  readonly longestTask: number;
}

/** How long something took that was done several times, in milliseconds. */
export interface Times {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The machine and the programs that were measured. */
export interface Surroundings {
  readonly date: string;
  readonly cores: number;
  readonly processor: string;
  readonly megabytes: number;
  /** Processes that wanted a core in the minute before: above nought, the machine had other work, and times are longer than they need be. */
  readonly loadBefore: number;
  readonly node: string;
  readonly pglite: string;
  readonly postgresql: string | null;
}

/** A scenario whose counts were wrong, or that did not come to its end. */
export interface Failure {
  readonly engine: Engine;
  readonly people: number;
  readonly says: string;
}

/** Everything that one call of the benchmark found out. */
export interface Report {
  readonly surroundings: Surroundings;
  readonly measurements: readonly Measurement[];
  readonly web: readonly WebMeasurement[];
  readonly desk: readonly DeskMeasurement[];
  /** The script that Home needs; null where the web app was not measured. */
  readonly firstLoad: FirstLoad | null;
  readonly failures: readonly Failure[];
}

/** The sum of all requests of a scenario. */
export function sumOf(requests: Measurement["requests"]): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
}
