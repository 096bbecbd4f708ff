import type { Context } from "hono";
import { Invalid } from "../../model/errors.ts";
import { VersionNeeded } from "../errors.ts";

/** Says which version an answer shows. */
export function writeVersion(c: Context, version: number): void {
  c.header("etag", `"${version}"`);
}

/** The version that an update was made from, of `If-Match: "3"`. @throws VersionNeeded, Invalid */
export function readVersion(c: Context): number {
  const text = c.req.header("if-match");
  if (text === undefined)
    throw new VersionNeeded('Say which version this was made from: If-Match: "<version>", as the ETag of the answer.');
  const found = /^"(\d{1,9})"$/.exec(text.trim())?.[1];
  if (found === undefined) throw new Invalid([{ at: "If-Match", says: `${text} is no version; it is a number in quotes, as in the ETag` }]);
  return Number(found);
}
