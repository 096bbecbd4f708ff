import type { RunsQuery } from "../../../src/api/v1/shapes/run.ts";
import { listOf, oneOrMany } from "../run/run-search.ts";

type Values = string | string[] | undefined;

/** The filters of a list of runs, as they stand in the address. Days are `2025-11-21`, in the reader's time zone. */
export interface RunsSearch {
  connection?: number | undefined;
  kind?: Values;
  result?: Values;
  since?: string | undefined;
  until?: string | undefined;
}

/** Reads an address, however it was typed; what makes no sense is dropped. */
export function parseRunsSearch(search: Record<string, unknown>): RunsSearch {
  const connection = Number(search.connection);
  const kind = oneOrMany(toList(search.kind));
  const result = oneOrMany(toList(search.result));
  const since = toDay(search.since);
  const until = toDay(search.until);
  return {
    ...(Number.isSafeInteger(connection) && connection > 0 && { connection }),
    ...(kind !== undefined && { kind }),
    ...(result !== undefined && { result }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

type Filter = Partial<Pick<RunsQuery, "connectionId" | "kind" | "result" | "since" | "until">>;

/** What the server filters by. Both days count whole. */
export function runsFilterOf(search: RunsSearch): Filter {
  return {
    ...(search.connection !== undefined && { connectionId: search.connection }),
    // The server checks what an address names.
    ...(search.kind !== undefined && { kind: listOf(search.kind) as Extract<Filter["kind"], unknown[]> }),
    ...(search.result !== undefined && { result: listOf(search.result) as Extract<Filter["result"], unknown[]> }),
    ...(search.since !== undefined && { since: startOf(search.since, 0) }),
    ...(search.until !== undefined && { until: startOf(search.until, 1) }),
  };
}

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

function toList(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String).filter((text) => /^[a-zA-Z]+$/.test(text));
}

function toDay(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
