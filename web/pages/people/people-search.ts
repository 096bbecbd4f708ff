import { type PersonTab, personTabs } from "../person/person-search.ts";

export const changes = ["joined", "left", "moved", "changed"] as const;

export const licences = ["named", "concurrent"] as const;

/** What a list of users or agents shows: it lives in the address, so that a link shows what its sender saw. */
export interface PeopleSearch {
  readonly q?: string;
  readonly customer?: number;
  readonly site?: number;
  readonly active?: boolean;
  readonly linked?: boolean;
  readonly connection?: number;
  readonly role?: string;
  /** Users: whether a role makes them VIP. */
  readonly isVip?: boolean;
  /** Agents. */
  readonly licence?: (typeof licences)[number];
  /** Touched by a run. */
  readonly since?: (typeof changes)[number];
  /** How far back `since` looks; the last 24 hours without it. */
  readonly within?: "month";
  /** By custom field. */
  readonly [custom: `custom.${string}`]: string | undefined;
  readonly sort?: string;
  /** The record whose detail is open beside the list. */
  readonly open?: number;
  readonly tab?: PersonTab;
}

/** Reads the address of a list; what it does not know is dropped. */
export function readPeopleSearch(search: Record<string, unknown>): PeopleSearch {
  const q = textOf(search.q);
  const customer = numberOf(search.customer);
  const site = numberOf(search.site);
  const active = truthOf(search.active);
  const linked = truthOf(search.linked);
  const connection = numberOf(search.connection);
  const role = textOf(search.role);
  const isVip = truthOf(search.isVip);
  const licence = licences.find((known) => known === search.licence);
  const since = changes.find((known) => known === search.since);
  const sort = textOf(search.sort);
  const open = numberOf(search.open);
  const tab = personTabs.find((known) => known === search.tab);
  const custom = Object.entries(search).flatMap(([key, value]) => {
    const text = textOf(value);
    return key.startsWith("custom.") && text !== undefined ? [[key, text]] : [];
  });
  return {
    ...(q !== undefined && { q }),
    ...(customer !== undefined && { customer }),
    ...(site !== undefined && { site }),
    ...(active !== undefined && { active }),
    ...(linked !== undefined && { linked }),
    ...(connection !== undefined && { connection }),
    ...(role !== undefined && { role }),
    ...(isVip !== undefined && { isVip }),
    ...(licence !== undefined && { licence }),
    ...(since !== undefined && { since }),
    ...(since !== undefined && search.within === "month" && { within: "month" as const }),
    ...Object.fromEntries(custom),
    ...(sort !== undefined && { sort }),
    ...(open !== undefined && { open }),
    ...(open !== undefined && tab !== undefined && tab !== "now" && { tab }),
  };
}

/** The filter as the server takes it. */
export function filterOf({ open: _open, tab: _tab, ...search }: PeopleSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]));
}

/** Whether anything narrows the list; its order does not. */
export function isFiltered(search: PeopleSearch): boolean {
  const { sort: _sort, ...filter } = filterOf(search);
  return Object.keys(filter).length > 0;
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value).trim();
  return text === "" ? undefined : text;
}

function numberOf(value: unknown): number | undefined {
  const number = Number(value);
  return value !== null && value !== "" && Number.isInteger(number) && number > 0 ? number : undefined;
}

function truthOf(value: unknown): boolean | undefined {
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : undefined;
}
