import type { ChangeFilter } from "../../../src/api/v1/shapes/run.ts";
import type { ChangeKind } from "../../../src/model/change.ts";

/** Filters of a plan's grid that may hold several values. */
export const listFilters = ["kind", "mapping", "site", "matchedBy", "field", "warning", "reason", "state"] as const;
export type ListFilter = (typeof listFilters)[number];

const counted = ["siteMoves", "roleLosses", "roleGains", "deactivations", "creations", "tripped"] as const;
export type Counted = (typeof counted)[number];

export const tabs = ["changes", "log", "requests", "settings", "compare"] as const;
export type RunTab = (typeof tabs)[number];

export const orders = ["name", "-name", "what", "-what", "site", "-site"] as const;
export type Order = (typeof orders)[number];

type Values = string | string[] | undefined;

/** What the address of a run's page says beyond its number: the filters, the order, the open row, the tab. */
export interface RunSearch extends Partial<Record<ListFilter, Values>> {
  entity?: "user" | "agent" | undefined;
  counts?: Counted | undefined;
  isTicked?: "true" | "false" | undefined;
  q?: string | undefined;
  sort?: Order | undefined;
  tab?: RunTab | undefined;
  /** The run whose counts stand beside this one's. */
  compare?: number | undefined;
  /** The row that is open. */
  open?: number | undefined;
  /** `all` where a preset filter was taken away on purpose. */
  show?: "all" | undefined;
}

/** Reads an address, however it was typed; what makes no sense is dropped. */
export function parseRunSearch(search: Record<string, unknown>): RunSearch {
  const lists = listFilters.flatMap((name) => {
    const values = toList(search[name]);
    return values.length === 0 ? [] : [[name, oneOrMany(values)] as const];
  });
  const q = search.q === undefined ? undefined : String(search.q).slice(0, 200);
  return {
    ...Object.fromEntries(lists),
    ...keep("entity", oneOf(["user", "agent"] as const, search.entity)),
    ...keep("counts", oneOf(counted, search.counts)),
    ...keep("isTicked", oneOf(["true", "false"] as const, String(search.isTicked))),
    ...keep("q", q === "" ? undefined : q),
    ...keep("sort", oneOf(orders, search.sort)),
    ...keep("tab", oneOf(tabs, search.tab)),
    ...keep("compare", toNumber(search.compare)),
    ...keep("open", toNumber(search.open)),
    ...keep("show", oneOf(["all"] as const, search.show)),
  };
}

/** The values of a filter, however many there are. */
export function listOf(values: Values): string[] {
  return values === undefined ? [] : typeof values === "string" ? [values] : values;
}

/** As few characters in the address as possible: one value stands alone, none is missing. */
export function oneOrMany(values: readonly string[]): Values {
  return values.length === 0 ? undefined : values.length === 1 ? values[0] : [...values];
}

/** The part of the address that the server filters by. */
export function filterOf(search: RunSearch): ChangeFilter {
  const kinds = listOf(search.kind);
  return {
    // The server checks the kinds that stand in an address.
    ...(kinds.length > 0 && { kind: kinds as ChangeKind[] }),
    ...Object.fromEntries(listFilters.flatMap((name) => (name === "kind" || search[name] === undefined ? [] : [[name, search[name]]]))),
    ...(search.entity !== undefined && { entity: search.entity }),
    ...(search.counts !== undefined && { counts: search.counts }),
    ...(search.isTicked !== undefined && { isTicked: search.isTicked }),
    ...(search.q !== undefined && { q: search.q }),
    ...(search.sort !== undefined && { sort: search.sort }),
  };
}

/** Everything that narrows the grid, taken away. */
export const noFilters: RunSearch = {
  ...Object.fromEntries(listFilters.map((name) => [name, undefined])),
  entity: undefined,
  counts: undefined,
  isTicked: undefined,
  q: undefined,
  open: undefined,
};

/** Whether the grid shows less than everything. */
export function isNarrowed(search: RunSearch): boolean {
  const { sort: _, ...filter } = filterOf(search);
  return Object.keys(filter).length > 0;
}

function toList(value: unknown): string[] {
  if (value === undefined || value === null || value === "") return [];
  return (Array.isArray(value) ? value : [value]).map(String).filter((text) => text !== "");
}

function toNumber(value: unknown): number | undefined {
  const number = Number(value);
  return value === undefined || value === null || value === "" || !Number.isSafeInteger(number) || number < 0 ? undefined : number;
}

function oneOf<const T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((option) => option === value);
}

function keep<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V }); // The key is the literal that the caller named.
}
