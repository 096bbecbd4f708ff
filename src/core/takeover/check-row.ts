import type { TakeoverKind } from "../../model/takeover.ts";
import type { KnownRecord, PlanBook } from "./plan-book.ts";
import type { ReadRow } from "./read-cells.ts";

type Found = { readonly record: KnownRecord } | null;

/** What refuses a line of any kind: an id that stands twice, a record that two lines are about or nobody may touch, required custom fields. */
export function checkRow(book: PlanBook, kind: TakeoverKind, row: ReadRow, found: Found): readonly string[] {
  const faults: string[] = [];
  const twice = book.leads[kind].has(row.externalId);
  if (row.externalId !== "" && twice) faults.push(`the id ${row.externalId} stands in the file already, on a line above`);
  const line = found === null || twice ? undefined : book.claimed[kind].get(found.record.id);
  if (line !== undefined) faults.push(`line ${line} is about the same ${kind}`);
  if (found?.record.isProtected === true) faults.push("it is marked as never touched: change it by hand");
  if (found?.record.isAdministrator === true && (row.values.get("isActive") === false || row.values.get("isApiOnly") === true))
    faults.push("an agent with administrator rights is taken out of use by hand only");
  if (found === null) {
    for (const field of book.desk.customFields)
      if (field.entity === kind && field.isRequired && !row.values.has(`custom.${field.key}`)) faults.push(`${field.label} is missing`);
  }
  return faults;
}
