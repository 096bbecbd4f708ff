import { type CustomField, type DeskCatalogue, deskFields, type Entity, type FieldValue } from "../model/desk.ts";
import type { Fault } from "../model/errors.ts";

/** Values that somebody typed, by field. */
export type TypedValues = { readonly [field: string]: FieldValue | null };

const longestText = 1000;

/**
 * Reads what somebody typed into a record: texts without space around them, an empty one as no value, each of its field's type.
 * `faults` name the place as `values.<field>`.
 */
export function checkHandEdit(
  typed: TypedValues,
  entity: Entity,
  catalogue: Pick<DeskCatalogue, "customFields">,
): { readonly values: TypedValues; readonly faults: readonly Fault[] } {
  const values: { [field: string]: FieldValue | null } = {};
  const faults: Fault[] = [];
  for (const [field, value] of Object.entries(typed)) {
    const checked = checkValue(field, trimmed(value), entity, catalogue);
    if ("says" in checked) faults.push({ at: `values.${field}`, says: checked.says });
    else values[field] = checked.value;
  }
  return { values, faults };
}

type Checked = { readonly value: FieldValue | null } | { readonly says: string };

function trimmed(value: FieldValue | null): FieldValue | null {
  if (typeof value !== "string") return value;
  const text = value.trim();
  return text === "" ? null : text;
}

function checkValue(field: string, value: FieldValue | null, entity: Entity, catalogue: Pick<DeskCatalogue, "customFields">): Checked {
  const custom = catalogue.customFields.find((known) => known.entity === entity && `custom.${known.key}` === field);
  if (custom === undefined && !deskFields.some((known) => known === field))
    return { says: `is no field of ${entity}s. Use one of ${deskFields.join(", ")}, or custom.<key>` };
  if (value === null) return field === "name" ? { says: "is missing: everybody on the desk has a name" } : { value };
  const says = custom === undefined ? findTextFault(field, value) : findCustomFault(custom, value);
  return says === null ? { value } : { says };
}

function findTextFault(field: string, value: FieldValue): string | null {
  if (typeof value !== "string") return "must be text";
  if (value.length > longestText) return `has more than ${longestText} characters`;
  if (!value.isWellFormed() || value.includes("\0")) return "holds a character that is none";
  return field === "email" && !/^\S+@\S+$/.test(value) ? "is no e-mail address" : null;
}

function findCustomFault({ type, options }: CustomField, value: FieldValue): string | null {
  switch (type) {
    case "text":
      return findTextFault("", value);
    case "number":
      return typeof value === "number" ? null : "must be a number";
    case "date":
      return typeof value === "string" && isDay(value) ? null : "must be a day, as 2026-11-21";
    case "checkbox":
      return typeof value === "boolean" ? null : "must be yes or no";
    case "select":
      return typeof value === "string" && options.includes(value) ? null : `must be one of ${options.join(", ")}`;
    case "multiSelect":
      return Array.isArray(value) && value.every((one) => options.includes(one)) ? null : `must be of ${options.join(", ")}`;
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
