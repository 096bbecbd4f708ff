type Plain = string | number | boolean;

/** What a list shows: `q`, `sort`, `open` and `tab`, and a filter by field. It lives in the address, so that a link shows what its sender saw. */
export interface RecordSearch {
  readonly [key: string]: Plain | undefined;
}

/** What the list is told to change; undefined takes something away. */
export type SearchChange = Readonly<Record<string, string | number | boolean | undefined>>;

/** Not filters: how a list looks, and what is open beside it. */
const looks: readonly string[] = ["q", "sort", "open", "tab"];

/** Reads the address of a list. Numbers and truths stay what they are, so that the address has no quotes around them. */
export function readRecordSearch(search: Readonly<Record<string, unknown>>): RecordSearch {
  const kept: [string, Plain][] = [];
  for (const [key, value] of Object.entries(search)) {
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") continue;
    const text = String(value).trim();
    if (text !== "") kept.push([key, plainOf(text)]);
  }
  return Object.fromEntries(kept);
}

/** A search with something changed. */
export function changeSearch(search: RecordSearch, change: SearchChange): RecordSearch {
  return readRecordSearch({ ...search, ...change });
}

/** The query as the server takes it: everything but what is open. */
export function queryOfSearch({ open: _open, tab: _tab, ...search }: RecordSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]));
}

/** The filters by field, as text. */
export function filtersOf(search: RecordSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(queryOfSearch(search)).filter(([key]) => !looks.includes(key)));
}

/** Whether anything narrows the list; its order does not. */
export function isNarrowed(search: RecordSearch): boolean {
  return search.q !== undefined || Object.keys(filtersOf(search)).length > 0;
}

/** A word of the search as text; empty where there is none. */
export function textOf(search: RecordSearch, key: string): string {
  const value = search[key];
  return value === undefined ? "" : String(value);
}

/** What a saved view keeps: the filters and the order. */
export function viewOf({ open: _open, tab: _tab, ...search }: RecordSearch): string {
  const pairs = Object.entries(search).map(([key, value]) => [key, String(value)]);
  return new URLSearchParams(pairs).toString();
}

/** The search that a saved view stands for. */
export function searchOfView(query: string): RecordSearch {
  return readRecordSearch(Object.fromEntries(new URLSearchParams(query)));
}

function plainOf(text: string): Plain {
  if (text === "true" || text === "false") return text === "true";
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}
