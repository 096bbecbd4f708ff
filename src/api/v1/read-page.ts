import type { z } from "@hono/zod-openapi";
import { Invalid } from "../../model/errors.ts";
import type { PageQuery } from "./shapes/common.ts";

/** A window of a list by row numbers. */
export interface PageWindow {
  readonly from: number;
  readonly limit: number;
}

/** The window that a query asks for; a cursor wins over a row number. @throws Invalid for a cursor that is none of ours */
export function readPage({ cursor, from, limit }: z.infer<typeof PageQuery>): PageWindow {
  if (cursor === undefined) return { from: from ?? 0, limit };
  const row = /^r(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  if (row === undefined) throw new Invalid([{ at: "cursor", says: "this is no cursor of this list: take it from `next` of an answer" }]);
  return { from: Number(row), limit };
}

/** One sheet as it is answered, with the cursor of the next one. */
export function writePage<T>(items: readonly T[], total: number, { from }: PageWindow): { items: T[]; total: number; next: string | null } {
  const end = from + items.length;
  return { items: [...items], total, next: items.length > 0 && end < total ? Buffer.from(`r${end}`).toString("base64url") : null };
}
