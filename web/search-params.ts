import { parseSearchWith, stringifySearchWith } from "@tanstack/react-router";

/** The query of an address as values, and back. Ids of directories are longer than numbers are exact: they stay text. */
export const parseSearch = parseSearchWith(parseValue);
export const stringifySearch = stringifySearchWith(JSON.stringify, parseValue);

/** @throws for text that is no JSON, or that would come back as another number */
function parseValue(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value === "number" && String(value) !== text) throw new SyntaxError(`${text} is not exact as a number`);
  return value;
}
