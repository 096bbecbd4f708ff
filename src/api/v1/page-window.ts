import { Invalid } from "../../model/errors.ts";

/** Where a sheet of a list begins, and how long it is. */
export interface SheetWindow {
  readonly from: number;
  readonly limit: number;
}

/** The window that a request asks for: a cursor wins over a row number. @throws Invalid for a cursor that is none of ours */
export function readWindow({
  cursor,
  from,
  limit,
}: {
  readonly cursor?: string | undefined;
  readonly from?: number | undefined;
  readonly limit: number;
}): SheetWindow {
  if (cursor === undefined) return { from: from ?? 0, limit };
  const found = /^from:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"))?.[1];
  if (found === undefined) throw new Invalid([{ at: "cursor", says: "is none of ours: take it from `next` of the sheet before" }]);
  return { from: Number(found), limit };
}

/** A sheet as answers carry it, with the cursor of the next. */
export function writeSheet<T>(
  items: readonly T[],
  total: number,
  { from }: SheetWindow,
): { items: T[]; next: string | null; total: number } {
  const end = from + items.length;
  const hasMore = items.length > 0 && end < total;
  return { items: [...items], next: hasMore ? Buffer.from(`from:${end}`).toString("base64url") : null, total };
}
