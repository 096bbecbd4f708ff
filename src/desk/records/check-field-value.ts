import type { CustomFieldType, FieldValue } from "../../model/desk.ts";

/** A field that somebody made, as far as its values are concerned. */
interface MadeField {
  readonly type: CustomFieldType;
  readonly options: readonly string[];
}

/** What is wrong with a value of a field that somebody made; null where it fits. */
export function checkFieldValue(field: MadeField, value: FieldValue): string | null {
  switch (field.type) {
    case "text":
      return typeof value === "string" && value.length <= 10_000 ? null : "is a text of at most 10,000 characters";
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? null : "is a number";
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
        ? null
        : "is a day like 2026-11-21";
    case "checkbox":
      return typeof value === "boolean" ? null : "is true or false";
    case "select":
      return typeof value === "string" && field.options.includes(value) ? null : `is one of ${field.options.join(", ")}`;
    case "multiSelect":
      return Array.isArray(value) && value.every((one) => field.options.includes(one)) ? null : `is a list of ${field.options.join(", ")}`;
  }
}
