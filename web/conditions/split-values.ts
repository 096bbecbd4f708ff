/**
 * Values out of a pasted text: a line, a cell or what stands between semicolons each; between commas only where the text has none of
 * these, since values have commas themselves.
 */
export function splitValues(text: string): readonly string[] {
  const parts = /[\n\r\t;]/u.test(text) ? text.split(/[\n\r\t;]+/u) : text.split(",");
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))];
}
