import { type PerKind, TakeoverCounts, type TakeoverKind, type TakeoverLine, takeoverKinds } from "../../model/takeover.ts";
import { planAssets } from "./plan-assets.ts";
import { createPlanBook, type KnownDesk } from "./plan-book.ts";
import { planPeople } from "./plan-people.ts";
import { planCustomers, planSites } from "./plan-places.ts";
import type { ReadRow } from "./read-cells.ts";

/**
 * Plans what a take-over would write, line by line, without touching anything: customers, then sites, users, agents and assets, so that a
 * line finds what another line of the same plan makes. Records that are not there yet have numbers below 0.
 */
export function planTakeover(rows: PerKind<readonly ReadRow[]>, desk: KnownDesk): readonly TakeoverLine[] {
  const book = createPlanBook(desk);
  planCustomers(book, rows.customer);
  planSites(book, rows.site);
  planPeople(book, "user", rows.user);
  planPeople(book, "agent", rows.agent);
  planAssets(book, rows.asset);
  return book.lines;
}

/** How many new records of each kind a plan has. */
export function countNewRecords(lines: readonly TakeoverLine[]): PerKind<number> {
  const count = (kind: TakeoverKind) => lines.filter((line) => line.kind === kind && line.action === "create").length;
  return { customer: count("customer"), site: count("site"), user: count("user"), agent: count("agent"), asset: count("asset") };
}

const links = new Set(["customerId", "siteId", "managerId", "userIds"]);

/** Gives the new records of a plan the numbers that were reserved for them, wherever lines name them. */
export function numberNewRecords(lines: readonly TakeoverLine[], reserved: PerKind<readonly number[]>): readonly TakeoverLine[] {
  const numbers = new Map<number, number>();
  const used: Record<TakeoverKind, number> = { customer: 0, site: 0, user: 0, agent: 0, asset: 0 };
  for (const line of lines) {
    if (line.action !== "create" || line.recordId === null) continue;
    const number = reserved[line.kind][used[line.kind]];
    if (number === undefined) throw new Error(`No number was reserved for a new ${line.kind}`);
    used[line.kind] += 1;
    numbers.set(line.recordId, number);
  }
  const numberOf = (id: number) => numbers.get(id) ?? id;
  return lines.map((line) => ({
    ...line,
    recordId: line.recordId === null ? null : numberOf(line.recordId),
    changes: line.changes.map((change) => {
      const { field, after } = change;
      if (!links.has(field) || after === null) return change;
      if (typeof after === "number") return { ...change, after: numberOf(after) };
      return Array.isArray(after) ? { ...change, after: after.map((id) => numberOf(Number(id))) } : change;
    }),
  }));
}

/** How many lines do what, by kind. */
export function countLines(lines: readonly TakeoverLine[]): TakeoverCounts {
  const counts: TakeoverCounts = {};
  for (const kind of takeoverKinds) {
    const ofKind = lines.filter((line) => line.kind === kind);
    if (ofKind.length === 0) continue;
    const byAction = Map.groupBy(ofKind, (line) => line.action);
    counts[kind] = Object.fromEntries([...byAction].map(([action, list]) => [action, list.length]));
  }
  return TakeoverCounts.parse(counts);
}
