import { foldText } from "../../model/fold-text.ts";
import type { TakeoverKind } from "../../model/takeover.ts";
import { type KnownRecord, type PlanBook, valuesAfter } from "./plan-book.ts";
import type { ReadRow } from "./read-cells.ts";

/** A record that a cell names, or why there is none. */
export type Linked = { readonly id: number } | { readonly says: string };

/**
 * Finds what a cell names: by the other system's id first, in the files and among what was taken over before, then by name or address,
 * where only one has it.
 */
export function findLinked(book: PlanBook, kind: TakeoverKind, text: string, within: string | null = null): Linked {
  const lead = book.leads[kind].get(text);
  if (lead !== undefined) return "refused" in lead ? { says: `its ${kind} ${text} is missing: ${lead.refused}` } : { id: lead.recordId };
  const known = book.desk.ids[kind].get(text);
  if (known !== undefined && book.desk.records[kind].has(known)) return { id: known };
  const key = foldText(text);
  const ids = book.keys[kind].get(within === null ? key : `${within} ${key}`) ?? book.keys[kind].get(`name ${key}`) ?? [];
  const [id] = ids;
  if (id === undefined) return { says: `there is no ${kind} "${text}"` };
  return ids.length === 1 ? { id } : { says: `there are ${ids.length} ${kind}s called "${text}": name it by its id` };
}

/** The record that a line is about: taken over before under this id, or the one that nobody took over yet and that has the same key. */
export function findOwn(
  book: PlanBook,
  kind: TakeoverKind,
  row: ReadRow,
  key: { readonly text: string; readonly by: "name" | "email" | "key" } | null,
): { readonly record: KnownRecord; readonly by: "id" | "name" | "email" | "key" } | null {
  const known = book.desk.records[kind].get(book.desk.ids[kind].get(row.externalId) ?? 0);
  if (known !== undefined) return { record: known, by: "id" };
  const ids = key === null || key.text === "" ? [] : (book.keys[kind].get(key.text) ?? []);
  const [id] = ids;
  if (key === null || id === undefined || ids.length > 1) return null;
  const record = book.desk.records[kind].get(id);
  if (record === undefined || book.idOf[kind].has(id) || book.claimed[kind].has(id)) return null;
  return { record, by: key.by };
}

/** The site that a line names by its site, or by its customer alone: then it is that customer's main site. */
export function findSite(book: PlanBook, row: ReadRow): Linked | null {
  const customer = row.links.get("customer")?.[0];
  const site = row.links.get("site")?.[0];
  if (customer === undefined && site === undefined) return null;
  const owner = customer === undefined ? null : findLinked(book, "customer", customer);
  if (owner !== null && "says" in owner) return owner;
  if (site === undefined) return owner === null ? null : mainSiteOf(book, owner.id);
  const found = findLinked(book, "site", site, owner === null ? null : String(owner.id));
  if (owner === null || "says" in found) return found;
  return customerOfSite(book, found.id) === owner.id ? found : { says: `the site "${site}" is none of the customer "${customer}"` };
}

/** The customer that a site belongs to. */
export function customerOfSite(book: PlanBook, siteId: number): number {
  return Number(valuesAfter(book, "site", siteId).customerId);
}

function mainSiteOf(book: PlanBook, customerId: number): Linked {
  const id = book.mainSites.get(customerId);
  return id === undefined ? { says: "its customer has no main site" } : { id };
}
