import { type RawBuilder, sql } from "kysely";
import { Invalid } from "../../model/errors.ts";
import { foldForSearch } from "../../model/fold-text.ts";
import { kindOf } from "../../model/records/desk-kinds.ts";
import type { RecordField } from "../../model/records/field.ts";
import { columnFor, type RecordKind } from "../../model/records/kind.ts";
import { escapeLike } from "../../store/escape-like.ts";
import { labelOf } from "./load-labels.ts";

/** What lets records through. */
export interface RecordFilter {
  /** Words that a record must all hold. */
  readonly q?: string | undefined;
  /**
   * By field: a value, several after commas, `none` for none; a span `a..b` of numbers, days or moments, open at an empty end;
   * `custom.<key>` for a custom field.
   */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly updatedSince?: Date | undefined;
  readonly updatedUntil?: Date | undefined;
  readonly ids?: readonly number[] | undefined;
  /** A condition that a caller of the desk adds, on `t`: what somebody may see. */
  readonly only?: RawBuilder<boolean> | undefined;
}

/** The condition on `t` that a filter makes. @throws Invalid, naming what is not understood */
export function conditionFor(kind: RecordKind, filter: RecordFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [];
  for (const word of foldForSearch(filter.q ?? "").split(/\s+/)) if (word !== "") conditions.push(holdsWord(kind, word));
  for (const [name, text] of Object.entries(filter.fields ?? {})) conditions.push(fieldCondition(kind, name, text));
  if (filter.updatedSince !== undefined) conditions.push(sql`t.updated_at >= ${filter.updatedSince}`);
  if (filter.updatedUntil !== undefined) conditions.push(sql`t.updated_at <= ${filter.updatedUntil}`);
  if (filter.ids !== undefined) conditions.push(sql`t.id = any(${filter.ids}::int[])`);
  if (filter.only !== undefined) conditions.push(filter.only);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function holdsWord(kind: RecordKind, typed: string): RawBuilder<unknown> {
  // Tickets are called `#123` in mail and on screens.
  const word = kind.name === "ticket" ? typed.replace(/^\[?#(\d+)\]?$/, "$1") : typed;
  if (!kind.hasSearchKey) return sql`lower(${labelOf(kind, "t")}) like ${`%${escapeLike(word)}%`}`;
  const digits = /^[\d+().\-/]{3,}$/.test(word) ? word.replace(/[+().\-/]/g, "").replace(/^0+/, "") : word;
  return sql`t.search_key like ${`%${escapeLike(digits === "" ? word : digits)}%`}`;
}

function fieldCondition(kind: RecordKind, name: string, text: string): RawBuilder<unknown> {
  if (name.startsWith("custom.") && kind.customOf !== null) {
    return customCondition(name.slice("custom.".length), text);
  }
  const field = findField(kind, name);
  if (field === undefined || field.kind === "structured") {
    throw new Invalid([{ at: name, says: `is nothing that ${kind.many} are filtered by` }]);
  }
  return compare(name, field, text);
}

/** A value, one of several choices, or a span of numbers or days; of a custom field only what it holds is known. */
function customCondition(key: string, text: string): RawBuilder<unknown> {
  if (text === "none") return sql`not t.custom ? ${key}`;
  const value = sql`t.custom ->> ${key}`;
  // A text may hold a comma itself.
  const wanted = [text, ...text.split(",")].map((one) => one.toLowerCase());
  const isSaid = sql`(lower(${value}) = any(${wanted}::text[]) or jsonb_typeof(t.custom -> ${key}) = 'array'
    and exists (select 1 from jsonb_array_elements_text(case when jsonb_typeof(t.custom -> ${key}) = 'array' then t.custom -> ${key} else '[]' end) one where lower(one) = any(${wanted}::text[])))`;
  const [from = "", to] = text.split("..");
  if (to === undefined || (from === "" && to === "")) return isSaid;
  const ends = [from, to].filter((end) => end !== "");
  if (ends.every((end) => numberPattern.test(end))) {
    const isNumber = sql`jsonb_typeof(t.custom -> ${key}) = 'number'`;
    return sql`(case when ${isNumber} then ${between(sql`(${value})::numeric`, { from, to }, "numeric")} else ${isSaid} end)`;
  }
  // Days are kept as text that sorts as they follow each other.
  return ends.every(isDay) ? sql`(${value} ~ '^\\d{4}-\\d{2}-\\d{2}$' and ${between(value, { from, to }, "text")})` : isSaid;
}

const numberPattern = /^-?\d{1,12}(\.\d{1,6})?$/;

/** A field by a name that somebody gave: `constructor` is none. */
function findField(kind: RecordKind, name: string): RecordField | undefined {
  return Object.hasOwn(kind.fields, name) ? (kind.fields[name] as RecordField | undefined) : undefined;
}

function compare(name: string, field: RecordField, text: string): RawBuilder<unknown> {
  if (field.kind !== "references") return compareColumn(sql.ref(`t.${columnFor(name)}`), { name, kind: field.kind }, text);
  if (field.through === null) return sql`true`;
  const { table, own, other } = field.through;
  const ids = sql`select 1 from ${sql.table(table)} x where ${sql.ref(`x.${own}`)} = t.id`;
  return text === "none"
    ? sql`not exists (${ids})`
    : sql`exists (${ids} and ${sql.ref(`x.${other}`)} = any(${parseIds(name, text)}::int[]))`;
}

/** What a filter asks of a column, by the kind of its values. @throws Invalid, naming what is not understood */
export function compareColumn(
  column: RawBuilder<unknown>,
  { name, kind }: { readonly name: string; readonly kind: RecordField["kind"] },
  text: string,
): RawBuilder<unknown> {
  switch (kind) {
    case "reference": {
      const ids = text
        .split(",")
        .filter((one) => one !== "none")
        .join(",");
      const isOne = ids === "" ? sql`false` : sql`${column} = any(${parseIds(name, ids)}::int[])`;
      return text.split(",").includes("none") ? sql`(${column} is null or ${isOne})` : isOne;
    }
    case "flag":
      if (text !== "true" && text !== "false") throw new Invalid([{ at: name, says: "is true or false" }]);
      return text === "true" ? sql`${column}` : sql`not ${column}`;
    case "number":
    case "money":
      return span(column, text, "numeric", (one) => (numberPattern.test(one) ? null : "is a number, or a span like 1..10"), name);
    case "date":
      return span(
        column,
        text,
        "date",
        (one) => (isDay(one) ? null : "is a day like 2026-11-21, or a span like 2026-11-01..2026-11-30"),
        name,
      );
    case "moment":
      return span(
        column,
        text,
        "timestamptz",
        (one) => (isMoment(one) ? null : "is a moment like 2026-11-21T14:00:00Z, or a span of two"),
        name,
      );
    default:
      return sql`lower(${column}) = any(${text.split(",").map((one) => one.trim().toLowerCase())}::text[])`;
  }
}

/** A day that the calendar has, of the years that databases count. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) && !text.startsWith("0000") ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isMoment(text: string): boolean {
  const [day = "", time] = text.split("T");
  return (
    isDay(day) &&
    (time === undefined || /^\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?$/.test(time)) &&
    !Number.isNaN(Date.parse(text))
  );
}

function span(
  column: RawBuilder<unknown>,
  text: string,
  type: "numeric" | "date" | "timestamptz",
  check: (one: string) => string | null,
  name: string,
): RawBuilder<unknown> {
  if (text === "none") return sql`${column} is null`;
  const [from = "", to] = text.split("..");
  for (const end of to === undefined ? [from] : [from, to]) {
    const says = end === "" && to !== undefined ? null : check(end);
    if (says !== null) throw new Invalid([{ at: name, says }]);
  }
  if (from === "" && to === "") return sql`${column} is not null`;
  return to === undefined ? sql`${column} = ${from}::${sql.raw(type)}` : between(column, { from, to }, type);
}

/** Open at an empty end. */
function between(
  column: RawBuilder<unknown>,
  { from, to }: { readonly from: string; readonly to: string },
  type: "numeric" | "date" | "timestamptz" | "text",
): RawBuilder<unknown> {
  const cast = sql.raw(type);
  const after = from === "" ? sql`true` : sql`${column} >= ${from}::${cast}`;
  return to === "" ? after : sql`${after} and ${column} <= ${to}::${cast}`;
}

function parseIds(name: string, text: string): readonly number[] {
  return text.split(",").map((one) => {
    const id = Number(one);
    if (!/^\d{1,10}$/.test(one.trim()) || id > 2_147_483_647)
      throw new Invalid([{ at: name, says: "is the number of a record, or several after commas" }]);
    return id;
  });
}

/** The order of a list, on `t` and what it is joined with. */
export interface RecordOrder {
  readonly join: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
  /** A join that an index answers for, but that leaves out what refers to nobody: whatever has no such reference comes after all others. */
  readonly narrow: { readonly join: RawBuilder<unknown>; readonly reference: RawBuilder<unknown> } | null;
}

/** The order of a list. Nothing follows something where a list begins with the smallest. @throws Invalid */
export function orderFor(kind: RecordKind, sort: string | null): RecordOrder {
  const wanted = sort ?? kind.sortedBy;
  const name = wanted.replace(/^-/, "");
  const way = wanted.startsWith("-") ? sql`desc` : sql`asc`;
  const plain = (order: RawBuilder<unknown>): RecordOrder => ({ join: sql``, order, narrow: null });
  if (name === "id") return plain(sql`t.id ${way}`);
  if (name === "updatedAt") return plain(sql`t.updated_at ${way} nulls last, t.id`);
  const field = findField(kind, name);
  if (field === undefined || field.kind === "structured" || field.kind === "references" || field.kind === "longText")
    throw new Invalid([{ at: "sort", says: `${kind.many} can't be sorted by ${name}` }]);
  const column = sql.ref(`t.${columnFor(name)}`);
  if (field.refersTo !== null) return orderByReference(column, field.refersTo, way);
  if (field.kind === "text") {
    const isPerson = kind.name === "user" || kind.name === "agent";
    // Other texts than people's are never null, and one index answers for both directions.
    const text = isPerson ? sql`lower(coalesce(${column}, ''))` : sql`lower(${column})`;
    return plain(sql`${text} ${way}, t.id ${way}`);
  }
  return plain(sql`${field.kind === "choice" ? sql`lower(${column})` : column} ${way} nulls last, t.id`);
}

/**
 * By the name of what is referred to. People, who may be many, have an index of theirs, which a join that is not outer can follow; of all
 * others the names are put in order first.
 */
function orderByReference(column: RawBuilder<unknown>, refersTo: string, way: RawBuilder<unknown>): RecordOrder {
  const other = kindOf(refersTo);
  const table = sql.table(other.table);
  if (refersTo === "user" || refersTo === "agent") {
    const join = sql`join ${table} o on o.id = ${column}`;
    return { join: sql`left ${join}`, order: sql`o.name_key ${way} nulls last, t.id`, narrow: { join, reference: column } };
  }
  const named = sql`select x.id, row_number() over (order by lower(${labelOf(other, "x")}), x.id) as n from ${table} x`;
  return { join: sql`left join (${named}) o on o.id = ${column}`, order: sql`o.n ${way} nulls last, t.id`, narrow: null };
}
