import type { Json } from "../../model/person.ts";

/** A JSON object whose members are not yet trusted. */
export type JsonObject = { readonly [key: string]: Json };

/** The value as an object, or null when it is anything else. */
export function objectOf(value: Json | undefined): JsonObject | null {
  return isObject(value) ? value : null;
}

/** The value as a list; a missing one is empty, because Google leaves empty lists out. Null when it is anything else. */
export function listOf(value: Json | undefined): readonly Json[] | null {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : null;
}

/** The value as a text with something in it, or null. */
export function textOf(value: Json | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
