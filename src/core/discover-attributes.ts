import type { Json, Person } from "../model/person.ts";

/** Addresses are read as `primaryEmail` and `aliases`. */
const readOtherwise = new Set(["emails", "aliases", "nonEditableAliases"]);
/** What says which entry it is, or belongs to the vendor, and is no value. */
const noValues = new Set(["type", "customType", "primary", "kind", "etag"]);
const word = /^[A-Za-z_][\w-]*$/;
const typeWord = /^[^\][=.]+$/;

/** Every expression that finds something in a person's attributes, as `createAttributeReader` understands them. */
export function discoverAttributes({ attributes }: Person): readonly string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (!word.test(name) || readOtherwise.has(name)) return [];
    if (name === "customSchemas") return discoverSchemas(value);
    if (Array.isArray(value)) return discoverList(name, value);
    return isObject(value) ? discoverKeys(name, value) : isScalar(value) ? [name] : [];
  });
}

function discoverSchemas(value: Json): readonly string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([schema, fields]) => {
    if (!word.test(schema) || !isObject(fields)) return [];
    return Object.keys(fields)
      .filter((field) => word.test(field))
      .map((field) => `customSchemas.${schema}.${field}`);
  });
}

/** Entries with a type are told apart by it; of others, as of organisations, the primary one counts. */
function discoverList(name: string, list: readonly Json[]): readonly string[] {
  const entries = list.filter(isObject);
  if (entries.length === 0) return list.some(isScalar) ? [name] : [];
  if (name === "organizations" || name === "locations") return entries.flatMap((entry) => discoverKeys(`${name}[primary]`, entry));
  return entries.flatMap((entry) => {
    const { type } = entry;
    return discoverKeys(typeof type === "string" && typeWord.test(type) ? `${name}[type=${type}]` : `${name}[primary]`, entry);
  });
}

function discoverKeys(before: string, entry: { readonly [key: string]: Json }): readonly string[] {
  return Object.entries(entry)
    .filter(([key, value]) => word.test(key) && !noValues.has(key) && isScalar(value))
    .map(([key]) => `${before}.${key}`);
}

function isScalar(value: Json): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean";
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
