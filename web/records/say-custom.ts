import { sayDay } from "./record-words.ts";

/** The value of a custom field in words; empty where there is none. */
export function sayCustom(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.join(", ");
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? sayDay(text) : text;
}
