import type { ConnectionRow } from "../../../src/api/v1/shapes/connection.ts";
import type { ConnectionHealth } from "../../../src/model/health.ts";

/** States as filters, worst first, with the words of their tabs. */
export const states = [
  { value: "failing", label: "failing" },
  { value: "paused", label: "paused" },
  { value: "waiting", label: "waiting" },
  { value: "notConnected", label: "not connected" },
  { value: "disconnected", label: "disconnected" },
  { value: "healthy", label: "healthy" },
] as const satisfies readonly { value: ConnectionHealth; label: string }[];

/** What the board shows: it lives in the address, so that a link shows what its sender saw. */
export interface DirectoriesSearch {
  readonly q?: string | undefined;
  readonly state?: ConnectionHealth | undefined;
  readonly type?: readonly string[] | undefined;
}

/** Reads an address; what it does not know is dropped. */
export function readDirectoriesSearch(search: Record<string, unknown>): DirectoriesSearch {
  const q = typeof search.q === "string" || typeof search.q === "number" ? String(search.q) : "";
  const state = states.find(({ value }) => value === search.state)?.value;
  const type = (Array.isArray(search.type) ? search.type : [search.type]).filter((one) => typeof one === "string");
  return { ...(q !== "" && { q }), ...(state !== undefined && { state }), ...(type.length > 0 && { type }) };
}

/** The rows that fit the search; `state` apart, so that its tabs can count what they would show. */
export function filterRows(rows: readonly ConnectionRow[], { q = "", type = [] }: DirectoriesSearch): readonly ConnectionRow[] {
  const wanted = q.trim().toLocaleLowerCase();
  return rows
    .filter((row) => type.length === 0 || type.includes(row.type))
    .filter((row) =>
      [row.name, row.account, row.says, ...row.customers.map((one) => one.name)].some((text) => text.toLocaleLowerCase().includes(wanted)),
    );
}
