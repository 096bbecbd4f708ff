import { Invalid } from "../../model/errors.ts";
import type { HaloCondition, HaloQuery, HaloWindow } from "./halo-resource.ts";
import { parseFlag, parseMoment } from "./shapes.ts";

/** What several clients send for a value that they don't have. */
const absent = ["", "undefined", "null"];

/** Reads a query as HaloPSA's clients write it. */
export function readQuery(parameters: URLSearchParams): HaloQuery {
  const values = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    if (absent.includes(value.trim())) continue;
    const known = values.get(name.toLowerCase());
    if (known === undefined) values.set(name.toLowerCase(), [value]);
    else known.push(value);
  }
  const text = (name: string) => values.get(name)?.at(-1) ?? null;
  return {
    text,
    flag: (name) => {
      const value = text(name);
      const flag = value === null ? null : parseFlag(value);
      if (value !== null && flag === null) throw new Invalid([{ at: name, says: "is true or false" }]);
      return flag;
    },
    number: (name) => {
      const value = text(name);
      if (value === null) return null;
      const found = /^\s*(-?\d{1,10})(\.0+)?\s*$/.exec(value)?.[1];
      if (found === undefined || Math.abs(Number(found)) > 2_147_483_647)
        throw new Invalid([{ at: name, says: `The value '${value.slice(0, 60)}' is not valid: it is a whole number` }]);
      return Number(found);
    },
    list: (name) =>
      (values.get(name) ?? [])
        .flatMap((value) => value.split(","))
        .map((value) => value.trim())
        .filter((value) => value !== ""),
  };
}

/** How a list is cut: in pages, to its first so many, or not at all. */
export interface Cut {
  /** Null without `pageinate`. */
  readonly page: { readonly no: number; readonly size: number } | null;
  /** Whether the whole list was asked for. */
  readonly isWhole: boolean;
}

const usualPage = 50;
/** HaloPSA's clients ask for a thousand at once and count pages with that: fewer, unsaid, would lose rows. */
const largestPage = 10_000;
/** So many at most where a list is asked for as a whole. */
export const largestList = 20_000;

/** Which part of a list a query asks for. `conditionNames` is what `advanced_search` may name. @throws Invalid */
export function readWindow(query: HaloQuery, conditionNames: readonly string[]): { readonly window: HaloWindow; readonly cut: Cut } {
  const page = query.flag("pageinate") === true ? readPage(query) : null;
  const count = page === null ? query.number("count") : null;
  if (count !== null && (count < 0 || count > largestList))
    throw new Invalid([{ at: "count", says: `is from 0 to ${largestList}; use pageinate=true for more` }]);
  const [active, inactive] = readActivity(query);
  const search = query.text("search")?.trim() ?? "";
  if (search.length > 500) throw new Invalid([{ at: "search", says: "has more than 500 characters" }]);
  return {
    window: {
      from: page === null ? 0 : (page.no - 1) * page.size,
      limit: page?.size ?? count ?? largestList,
      order: readOrder(query),
      search: search === "" ? null : search,
      updatedSince: readMoment(query, "lastupdatefromdate"),
      updatedUntil: readMoment(query, "lastupdatetodate"),
      includesActive: active,
      includesInactive: inactive,
      conditions: readConditions(query, conditionNames),
    },
    cut: { page, isWhole: page === null && count === null },
  };
}

function readPage(query: HaloQuery) {
  const size = query.number("page_size") ?? usualPage;
  const no = Math.max(1, query.number("page_no") ?? 1);
  if (size < 1 || size > largestPage) throw new Invalid([{ at: "page_size", says: `is from 1 to ${largestPage}` }]);
  if (no * size > Number.MAX_SAFE_INTEGER || no > 10_000_000) throw new Invalid([{ at: "page_no", says: "is from 1 to 10000000" }]);
  return { no, size };
}

/** Active and inactive, or one of them: `includeactive`, `includeinactive`, or both in `activeinactive=true,false`. */
function readActivity(query: HaloQuery): readonly [boolean, boolean] {
  const both = query.text("activeinactive")?.split(",").map(parseFlag);
  const isActive = both?.[0] ?? query.flag("includeactive") ?? true;
  const isInactive = both?.[1] ?? query.flag("includeinactive") ?? false;
  return [isActive, isInactive];
}

function readOrder(query: HaloQuery): HaloWindow["order"] {
  return ["", "2", "3", "4", "5"].flatMap((place) => {
    const name = query.text(`order${place}`)?.toLowerCase();
    return name === undefined ? [] : [{ name, isDescending: query.flag(`orderdesc${place}`) === true }];
  });
}

function readMoment(query: HaloQuery, name: string): string | null {
  const value = query.text(name);
  if (value === null) return null;
  // A plus that was not encoded arrives as a space.
  const moment = parseMoment(value.replace(/ (?=\d{2}:?\d{2}$)/, (space) => (value.includes("T") ? "+" : space)));
  if (moment === undefined) throw new Invalid([{ at: name, says: "is a moment like 2026-11-21T14:00:00Z" }]);
  return moment;
}

/** `filter_type` of `advanced_search`, as clients send it. */
const operators: readonly HaloCondition["operator"][] = [
  "in",
  "notIn",
  "is",
  "isNot",
  "like",
  "notLike",
  "is",
  "above",
  "atLeast",
  "below",
  "atMost",
];

/** Conditions of `advanced_search`, a list as JSON. @throws Invalid with the sentence that clients of HaloPSA look for */
function readConditions(query: HaloQuery, names: readonly string[]): readonly HaloCondition[] {
  const text = query.text("advanced_search");
  if (text === null) return [];
  const refusal = (about: string) => new Invalid([{ at: "advanced_search", says: "Invalid advanced search parameter", about }]);
  const list = parseJson(text);
  if (!Array.isArray(list) || list.length > 50) throw refusal("it is a list of filter_name, filter_type and filter_value as JSON");
  return list.map((one: unknown) => {
    const entries = typeof one === "object" && one !== null ? Object.entries(one) : [];
    const { filter_name, filter_type, filter_value } = Object.fromEntries(entries.map(([key, value]) => [key.toLowerCase(), value]));
    const name = String(filter_name ?? "").toLowerCase();
    if (!names.includes(name)) throw refusal(names.length === 0 ? "this list has none" : `filter_name is one of ${names.join(", ")}`);
    const operator = operators[Number(filter_type)];
    if (operator === undefined || filter_type === null || filter_type === "") throw refusal("filter_type is a number from 0 to 10");
    if (filter_value === undefined || filter_value === null || typeof filter_value === "object") throw refusal("filter_value is missing");
    const value = String(filter_value);
    if (value.length > 2000 || value.includes("\0")) throw refusal("filter_value is too long, or holds a character that is none");
    return { name, operator, value };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
