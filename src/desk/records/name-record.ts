import type { RecordKind } from "../../model/records/kind.ts";
import type { Values } from "./record-rules.ts";

/** How a record is called in sentences: by the first of its kind's label fields that is not empty, else by its number. */
export function nameRecord(kind: RecordKind, record: Values): string {
  const name = kind.labelFields.map((field) => record[field]).find((value) => typeof value === "string" && value !== "");
  return typeof name === "string" ? name : `${kind.one} ${String(record.id)}`;
}
