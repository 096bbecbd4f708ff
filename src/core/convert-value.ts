import type { CustomField, FieldValue } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";

const longestText = 1000;

/**
 * Turns what an attribute holds into a value for a desk field. `undefined` means the attribute has no value; `null` means it has one
 * that the field can't hold.
 */
export function convertValue(texts: readonly string[], custom: CustomField | null): FieldValue | null | undefined {
  const first = texts[0];
  if (first === undefined) return undefined;
  if (custom === null) return first.slice(0, longestText).toWellFormed();
  switch (custom.type) {
    case "text":
      return first.slice(0, longestText).toWellFormed();
    case "number":
      return Number.isFinite(Number(first)) ? Number(first) : null;
    case "date":
      return toDate(first);
    case "checkbox":
      return /^(true|yes|1)$/i.test(first) ? true : /^(false|no|0)$/i.test(first) ? false : null;
    case "select":
      return findOption(first, custom) ?? null;
    case "multiSelect": {
      const options = texts.map((text) => findOption(text, custom));
      return options.every((option) => option !== undefined) ? [...new Set(options)].sort() : null;
    }
    default:
      return unreachable(custom.type);
  }
}

/** A calendar day: taken as written where the text begins with one, without any time zone. */
function toDate(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(T|$)/.exec(text)?.[1];
  if (day === undefined) return null;
  const parsed = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day ? null : day;
}

function findOption(text: string, custom: CustomField): string | undefined {
  return custom.options.find((option) => option.trim().toLowerCase() === text.trim().toLowerCase());
}

/** Whether two field values are the same value. */
export function sameValue(a: FieldValue | null | undefined, b: FieldValue | null | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((entry, index) => entry === b[index]);
  return (a ?? null) === (b ?? null);
}
