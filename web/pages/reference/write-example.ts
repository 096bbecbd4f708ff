import { type ApiDocument, jsonOf, type Operation, resolve, type Schema, withoutNull } from "./api-document.ts";

/** A command that calls an operation, with places to fill in. */
export function writeCurl(document: ApiDocument, operation: Operation, origin: string): string {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query" && parameter.required === true);
  const search = query.map(({ name }) => `${name}=…`).join("&");
  const lines = [`curl -b cookies.txt "${origin}${operation.path}${search === "" ? "" : `?${search}`}"`];
  if (operation.method !== "GET") lines.push(`-X ${operation.method}`);
  for (const { name } of (operation.parameters ?? []).filter((parameter) => parameter.in === "header" && parameter.required === true)) {
    lines.push(`-H '${name}: ${name.toLowerCase() === "if-match" ? '"1"' : "…"}'`);
  }
  const body = jsonOf(operation.requestBody);
  if (body !== undefined) {
    lines.push("-H 'content-type: application/json'", `-d '${JSON.stringify(exampleOf(document, body)).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

/** A value that fits a schema: what is required, and no more. Shapes within shapes end after a few steps. */
export function exampleOf(document: ApiDocument, whole: Schema, depth = 0): unknown {
  const { schema: plain, isNullable } = withoutNull(whole);
  const { schema } = resolve(document, plain);
  if (isNullable && depth > 1) return null;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const variant = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (variant !== undefined) return exampleOf(document, variant, depth);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(document, part, depth)));
  if (schema.properties !== undefined) {
    if (depth > 5) return {};
    const required = Object.entries(schema.properties).filter(([name]) => schema.required?.includes(name) === true);
    return Object.fromEntries(required.map(([name, property]) => [name, exampleOf(document, property, depth + 1)]));
  }
  switch (schema.type) {
    case "array":
      return depth > 3 || schema.items === undefined ? [] : [exampleOf(document, schema.items, depth + 1)];
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "object":
      return {};
    default:
      return schema.format === "date-time" ? "2026-01-31T09:00:00Z" : "…";
  }
}
