import type { BulkResult } from "./use-bulk.ts";

interface Words {
  readonly one: string;
  readonly many: string;
}

/** `1 asset`, `2,312 assets`. */
export function sayMany(n: number, { one, many }: Words): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}

/** What a preview found, or what was done, in one sentence: the numbers of those that change, stay, and are refused. */
export function explainBulk({ preview, changes, same, refused }: BulkResult, action: "change" | "delete", kind: Words): string {
  const done = action === "change" ? "changed" : "deleted";
  const parts = [
    preview ? `${sayMany(changes, kind)} would be ${done}` : `${sayMany(changes, kind)} ${changes === 1 ? "was" : "were"} ${done}`,
  ];
  if (same > 0) parts.push(`${same.toLocaleString()} ${same === 1 ? "is" : "are"} so already`);
  if (refused > 0) parts.push(`${refused.toLocaleString()} can’t be ${done}${preview ? "" : " and stayed as they were"}`);
  return `${parts.join(", ")}.`;
}
