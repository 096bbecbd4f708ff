import { foldText } from "../../model/fold-text.ts";
import type { TakeoverValue } from "../../model/takeover.ts";
import { checkRow } from "./check-row.ts";
import { customerOfSite, findLinked, findOwn, findSite } from "./find-records.ts";
import { addLine, type PlanBook, refuseLine, valuesAfter } from "./plan-book.ts";
import { type ReadRow, readTypeValue } from "./read-cells.ts";
import type { DeskSetup } from "./takeover-fields.ts";

type AssetType = DeskSetup["assetTypes"][number];

/**
 * Plans assets. One that is there already with the same type and serial number, alone with it and not taken over yet, is the same asset.
 * A user or a value that does not fit is left out and said; the asset comes without.
 */
export function planAssets(book: PlanBook, rows: readonly ReadRow[]): void {
  for (const row of rows) planAsset(book, row);
}

function planAsset(book: PlanBook, row: ReadRow): void {
  const faults = [...row.faults];
  const notes: string[] = [];
  const values: Record<string, TakeoverValue> = Object.fromEntries([...row.values].filter(([field]) => !field.startsWith("values.")));
  const named = row.links.get("type")?.[0];
  const type = named === undefined ? undefined : findSetup(book.desk.assetTypes, named);
  if (named !== undefined && type === undefined) faults.push(`there is no asset type "${named}": add it first`);
  if (type !== undefined) values.typeId = type.id;
  const found = findOwn(book, "asset", row, { text: type === undefined ? "" : keyOf(type, values), by: "key" });
  const name = [values.name, values.key, values.tag, found?.record.name].find((text) => text !== undefined && text !== "");
  faults.push(...checkRow(book, "asset", row, found));
  if (found === null && named === undefined) faults.push("its type is missing");
  if (found === null && name === undefined) faults.push("name, serial number and tag are missing: one of them is needed");
  const typeId = values.typeId ?? found?.record.values.typeId;
  readTypeValues(row, book.desk.assetTypes.find((one) => one.id === typeId) ?? null, found === null, { values, faults, notes });
  placeAsset(book, row, found?.record.values.siteId, { values, faults });
  linkAsset(book, row, found?.record.values.siteId, { values, notes });
  if (faults.length > 0) refuseLine(book, "asset", row, faults, String(name ?? ""));
  else addLine(book, "asset", { row, found, values, name: String(name ?? ""), notes });
}

function findSetup<T extends { readonly id: number; readonly name: string }>(list: readonly T[], text: string): T | undefined {
  return list.find((one) => foldText(one.name) === foldText(text)) ?? list.find((one) => String(one.id) === text);
}

function keyOf(type: AssetType, values: Readonly<Record<string, TakeoverValue>>): string {
  const key = foldText(String(values.key ?? ""));
  return key === "" ? "" : `${type.id} ${key}`;
}

function readTypeValues(
  row: ReadRow,
  type: AssetType | null,
  isNew: boolean,
  into: { readonly values: Record<string, TakeoverValue>; readonly faults: string[]; readonly notes: string[] },
): void {
  for (const [field, text] of row.values) {
    if (!field.startsWith("values.")) continue;
    const known = type?.fields.find((one) => `values.${one.key}` === field);
    if (known === undefined) into.notes.push(`its type has no field ${field.slice("values.".length)}`);
    else {
      const cell = readTypeValue(String(text), known);
      if ("says" in cell) into.faults.push(`${known.label} ${cell.says}`);
      else into.values[field] = cell.value;
    }
  }
  if (!isNew) return;
  for (const known of type?.fields ?? [])
    if (known.isRequired && !row.values.has(`values.${known.key}`)) into.faults.push(`${known.label} is missing`);
}

function placeAsset(
  book: PlanBook,
  row: ReadRow,
  former: TakeoverValue | undefined,
  into: { readonly values: Record<string, TakeoverValue>; readonly faults: string[] },
): void {
  const site = findSite(book, row);
  if (site !== null && "says" in site) into.faults.push(site.says);
  else if (site === null && former === undefined) into.faults.push("its site or its customer is missing");
  else if (site !== null && typeof former === "number" && customerOfSite(book, former) !== customerOfSite(book, site.id))
    into.faults.push("it belongs to another customer on the desk: move it by hand");
  else if (site !== null && (former === undefined || row.links.has("site"))) into.values.siteId = site.id;
}

function linkAsset(
  book: PlanBook,
  row: ReadRow,
  former: TakeoverValue | undefined,
  into: { readonly values: Record<string, TakeoverValue>; readonly notes: string[] },
): void {
  const named = row.links.get("status")?.[0];
  const status = named === undefined ? undefined : findSetup(book.desk.assetStatuses, named);
  if (status !== undefined) into.values.statusId = status.id;
  else if (named !== undefined) into.notes.push(`there is no asset status "${named}"`);
  const siteId = Number(into.values.siteId ?? former);
  const users = (row.links.get("users") ?? []).flatMap((text) => {
    const found = findLinked(book, "user", text);
    if ("says" in found) into.notes.push(`left without a user: ${found.says}`);
    else if (customerOfSite(book, Number(valuesAfter(book, "user", found.id).siteId)) !== customerOfSite(book, siteId))
      into.notes.push(`left without the user "${text}", who belongs to another customer`);
    else return [found.id];
    return [];
  });
  if (users.length > 0) into.values.userIds = [...new Set(users)].toSorted((a, b) => a - b);
}
