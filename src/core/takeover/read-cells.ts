import { IANAZone } from "luxon";
import type { FieldValue } from "../../model/desk.ts";
import type { TakeoverColumns } from "../../model/takeover.ts";
import type { TakeoverField } from "./takeover-fields.ts";

/** A line of a file, its cells in the order of the header. */
export interface FileRow {
  /** The line of the file that it begins on. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a line of a file says about a record. Empty cells say nothing. */
export interface ReadRow {
  readonly line: number;
  readonly externalId: string;
  readonly values: ReadonlyMap<string, FieldValue>;
  /** Names or ids of other records, by field. */
  readonly links: ReadonlyMap<string, readonly string[]>;
  readonly faults: readonly string[];
}

type Cell = { readonly value: FieldValue } | { readonly says: string };

/** Reads the lines of a file by its columns. A cell that can't be read is a fault of its line, and stops no other. */
export function readRows(
  rows: readonly FileRow[],
  header: readonly string[],
  columns: TakeoverColumns,
  fields: readonly TakeoverField[],
): readonly ReadRow[] {
  const filled = header.flatMap((title, index) => {
    const field = fields.find((one) => one.field === columns[title]);
    return field === undefined ? [] : [{ index, field }];
  });
  return rows.map((row) => readRow(row, header.length, filled));
}

function readRow(row: FileRow, width: number, filled: readonly { readonly index: number; readonly field: TakeoverField }[]): ReadRow {
  const values = new Map<string, FieldValue>();
  const links = new Map<string, readonly string[]>();
  const faults: string[] = [];
  let externalId = "";
  if (row.cells.slice(width).some((cell) => cell.trim() !== ""))
    faults.push(`the line has ${row.cells.length} cells where the header has ${width}: a quotation mark or a separator is wrong`);
  for (const { index, field } of filled) {
    const text = unquote((row.cells[index] ?? "").trim());
    if (text === "") continue;
    const says = findTextFault(text, field);
    if (says !== null) {
      faults.push(`${field.label} ${says}`);
      continue;
    }
    if (field.type === "id") externalId = text;
    else if (field.type === "link") links.set(field.field, [text]);
    else if (field.type === "links") links.set(field.field, splitList(text));
    else {
      const cell = readCell(text, field);
      if ("says" in cell) faults.push(`${field.label} ${cell.says}`);
      else values.set(field.field === "isNotActive" ? "isActive" : field.field, cell.value);
    }
  }
  if (externalId === "") faults.push("the id is missing");
  return { line: row.line, externalId, values, links, faults };
}

/** Files made safe for spreadsheets carry an apostrophe before what looks like a formula: it is none of the text. */
function unquote(text: string): string {
  return /^'[\s]*[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function findTextFault(text: string, field: TakeoverField): string | null {
  if (text.length > field.longest) return `has more than ${field.longest} characters`;
  const isProse = field.type === "longText" || field.field.startsWith("custom.");
  const line = isProse ? text.replaceAll(/[\r\n\t]/g, "") : text;
  if (!text.isWellFormed() || /\p{Cc}/u.test(line)) return "holds a character that is none";
  if (field.field === "timeZone" && !IANAZone.isValidZone(text)) return `"${text}" is no time zone; write it like Europe/Lisbon`;
  if (/^email\d?$/.test(field.field) && !/^\S+@\S+$/.test(text)) return `"${text}" is no e-mail address`;
  return null;
}

function readCell(text: string, field: TakeoverField): Cell {
  switch (field.type) {
    case "checkbox":
      return readFlag(text);
    case "isNot": {
      const cell = readFlag(text);
      return "says" in cell ? cell : { value: cell.value !== true };
    }
    case "number": {
      const number = Number(text);
      return Number.isFinite(number) ? { value: number } : { says: `"${text}" is no number; write it like 1234.5` };
    }
    case "date":
      return isDay(text) ? { value: text } : { says: `"${text}" is no day; write it like 2026-11-21` };
    case "select": {
      const option = field.options.find((one) => one.toLowerCase() === text.toLowerCase());
      return option === undefined ? { says: `"${text}" is none of ${field.options.join(", ")}` } : { value: option };
    }
    case "multiSelect": {
      const parts = splitList(text);
      const chosen = parts.map((part) => field.options.find((one) => one.toLowerCase() === part.toLowerCase()));
      const wrong = parts.find((_part, index) => chosen[index] === undefined);
      return wrong === undefined
        ? { value: chosen.filter((one) => one !== undefined) }
        : { says: `"${wrong}" is none of ${field.options.join(", ")}` };
    }
    default:
      return { value: text };
  }
}

const yes = ["true", "yes", "y", "1", "x", "on"];
const no = ["false", "no", "n", "0", "off", "-"];

function readFlag(text: string): Cell {
  const folded = text.toLowerCase();
  if (yes.includes(folded)) return { value: true };
  return no.includes(folded) ? { value: false } : { says: `"${text}" is neither yes nor no` };
}

function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function splitList(text: string): readonly string[] {
  const parts = text.split(/[;|]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** Reads a text as a field of an asset's type allows. */
export function readTypeValue(text: string, field: Pick<TakeoverField, "type" | "options" | "label">): Cell {
  return readCell(text, { field: "", longest: 10_000, isRequired: false, aliases: [], ...field });
}
