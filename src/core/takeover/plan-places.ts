import { foldText } from "../../model/fold-text.ts";
import type { TakeoverValue } from "../../model/takeover.ts";
import { checkRow } from "./check-row.ts";
import { findLinked, findOwn } from "./find-records.ts";
import { addLine, newNumber, type PlanBook, refuseLine, valuesAfter } from "./plan-book.ts";
import type { ReadRow } from "./read-cells.ts";

/** Plans customers. One that is there already under the same name, and that nobody took over yet, is the same customer. */
export function planCustomers(book: PlanBook, rows: readonly ReadRow[]): void {
  for (const row of rows) {
    const values: Record<string, TakeoverValue> = Object.fromEntries(row.values);
    const key = foldText(String(values.name ?? ""));
    const found = findOwn(book, "customer", row, { text: key, by: "name" });
    const name = String(values.name ?? found?.record.name ?? "");
    const faults = [...row.faults, ...checkRow(book, "customer", row, found)];
    if (found === null && values.name === undefined) faults.push("Name is missing");
    const other = (book.keys.customer.get(key) ?? []).find((id) => id !== found?.record.id && isCalled(book, "customer", id, key));
    if (faults.length === 0 && values.name !== undefined && other !== undefined)
      faults.push(`there is another customer called "${name}" already`);
    if (faults.length > 0) refuseLine(book, "customer", row, faults, name);
    else addLine(book, "customer", { row, found, values, name, notes: [] });
  }
}

/** Whether a record is called so after the lines so far: one that a line renames gives its name free. */
function isCalled(book: PlanBook, kind: "customer" | "site", id: number, key: string): boolean {
  return foldText(String(valuesAfter(book, kind, id).name ?? "")) === key;
}

/**
 * Plans sites. A site stays with its customer. Of a new customer's sites one becomes the main one: which the file says, else the first;
 * a customer without any gets one called `Main`. Customers that were there keep their main site.
 */
export function planSites(book: PlanBook, rows: readonly ReadRow[]): void {
  for (const [customerId, siteId] of mainSitesNow(book)) book.mainSites.set(customerId, siteId);
  const flagged = new Set(rows.filter((row) => row.values.get("isMain") === true).map((row) => row.links.get("customer")?.[0]));
  for (const row of rows) planSite(book, row, flagged);
  for (const { kind, action, recordId, name } of [...book.lines])
    if (kind === "customer" && action === "create" && recordId !== null && !book.mainSites.has(recordId)) addMainSite(book, recordId, name);
}

function mainSitesNow(book: PlanBook): readonly (readonly [number, number])[] {
  return [...book.desk.records.site.values()].flatMap(({ id, values }) =>
    values.isMain === true ? [[Number(values.customerId), id] as const] : [],
  );
}

function planSite(book: PlanBook, row: ReadRow, flagged: ReadonlySet<string | undefined>): void {
  const { isMain, ...values }: Record<string, TakeoverValue> = Object.fromEntries(row.values);
  const named = row.links.get("customer")?.[0];
  const customer = named === undefined ? null : findLinked(book, "customer", named);
  const faults = [...row.faults];
  if (customer !== null && "says" in customer) faults.push(customer.says);
  const customerId = customer === null || "says" in customer ? null : customer.id;
  const key = customerId === null ? "" : `${customerId} ${foldText(String(values.name ?? ""))}`;
  const found = findOwn(book, "site", row, { text: key, by: "name" });
  faults.push(...checkRow(book, "site", row, found));
  if (customer === null && found === null) faults.push("its customer is missing");
  if (found === null && values.name === undefined) faults.push("Name is missing");
  const owner = customerId ?? Number(found?.record.values.customerId);
  if (found !== null && owner !== found.record.values.customerId)
    faults.push("it belongs to another customer on the desk, and a site stays with its customer");
  const name = String(values.name ?? found?.record.name ?? "");
  const wanted = `${owner} ${foldText(name)}`;
  const other = (book.keys.site.get(wanted) ?? []).find((id) => id !== found?.record.id && isCalled(book, "site", id, foldText(name)));
  if (faults.length === 0 && other !== undefined) faults.push(`its customer has another site called "${name}" already`);
  if (faults.length > 0) {
    refuseLine(book, "site", row, faults, name);
    return;
  }
  const becomesMain = !book.mainSites.has(owner) && (isMain === true || !flagged.has(named));
  const staysPlain = isMain === true && !becomesMain && found?.record.values.isMain !== true;
  const line = addLine(book, "site", {
    row,
    found,
    values: { ...values, ...(found === null && { customerId: owner, isMain: becomesMain }) },
    name,
    notes: staysPlain ? ["its customer has a main site already, which stays the main one"] : [],
  });
  if (becomesMain && line.recordId !== null) book.mainSites.set(owner, line.recordId);
}

/** A line of its own, so that the preview has it and an undo takes it back. */
function addMainSite(book: PlanBook, customerId: number, customer: string): void {
  const recordId = newNumber(book);
  const values = { name: "Main", customerId, isMain: true };
  book.lines.push({
    kind: "site",
    action: "create",
    row: null,
    externalId: null,
    recordId,
    name: "Main",
    expectsVersion: null,
    foundBy: null,
    changes: Object.entries(values).map(([field, after]) => ({ field, before: null, after })),
    keepsId: false,
    says: `the main site of ${customer}, for which no file names one`,
  });
  book.after.site.set(recordId, values);
  book.mainSites.set(customerId, recordId);
  book.keys.site.set(`${customerId} main`, [recordId]);
}
