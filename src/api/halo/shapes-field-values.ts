import type { CustomFieldType, FieldValue } from "../../model/desk.ts";

/** What HaloPSA calls the types of fields that somebody made: 0 text, 2 one of a list, 3 several of a list, 4 date, 6 check box. */
export function writeFieldType(type: CustomFieldType) {
  switch (type) {
    case "text":
      return { type: 0, inputtype: 0 };
    case "number":
      return { type: 0, inputtype: 4 };
    case "select":
      return { type: 2, inputtype: 0 };
    case "multiSelect":
      return { type: 3, inputtype: 0 };
    case "date":
      return { type: 4, inputtype: 0 };
    case "checkbox":
      return { type: 6, inputtype: 0 };
  }
}

export function readFieldType(type: number | null, inputType: number | null): CustomFieldType {
  if (type === 2) return "select";
  if (type === 3) return "multiSelect";
  if (type === 4) return "date";
  if (type === 6) return "checkbox";
  return inputType === 1 || inputType === 4 ? "number" : "text";
}

/** A value as people read it. */
export function showValue(value: FieldValue | null): string {
  if (value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/**
 * A value of a field that somebody made, from what programs send for it: numbers and switches as text, days as moments, choices after
 * commas; empty takes it away. What does not fit is left as it is, for the rules of the field to refuse.
 */
export function readFieldValue(type: CustomFieldType, value: unknown): FieldValue | null {
  if (value === null || value === undefined || value === "") return null;
  const text = String(value).trim();
  switch (type) {
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case "checkbox":
      return /^(true|1|yes|on)$/i.test(text) ? true : /^(false|0|no|off)$/i.test(text) ? false : text;
    case "date":
      return text.slice(0, 10);
    case "multiSelect":
      return (Array.isArray(value) ? value.map(String) : text.split(",")).map((one) => one.trim()).filter((one) => one !== "");
    default:
      return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
}
