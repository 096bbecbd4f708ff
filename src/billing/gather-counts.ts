import { type Kysely, sql } from "kysely";
import { explainCounted } from "../core/billing/explain-counted.ts";
import type { Counted } from "../core/billing/plan-invoice.ts";
import { findQuantitiesAt, type QuantityStep } from "../desk/contracts/list-quantities.ts";
import type { InvoiceLine, LineQuantity } from "../model/records/contracts.ts";
import type { Tables } from "../store/tables.ts";

/** Lines of a customer's invoices to count on a day. */
export interface LinesToCount {
  readonly customerId: number;
  readonly lines: readonly InvoiceLine[];
  /** Kept quantities are those that held at the end of this day, in UTC; people and assets are counted now. */
  readonly on: string;
}

interface Named {
  readonly name: string;
  readonly currency: string;
}

/** What each line counts, in their order: a few queries, however many lines. */
export async function gatherCounts(db: Kysely<Tables>, { customerId, lines, on }: LinesToCount): Promise<readonly Counted[]> {
  const before = new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000);
  const quantities = lines.map((line) => line.quantity);
  const subscriptionIds = quantities.flatMap((one) => (one.kind === "subscription" ? [one.subscriptionId] : []));
  const licenceIds = quantities.flatMap((one) => (one.kind === "licence" ? [one.licenceId] : []));
  const subscriptions = await findPriced(db, "subscriptions", subscriptionIds);
  const licences = await findPriced(db, "software_licences", licenceIds);
  const seats = await findQuantitiesAt(db, { kind: "subscription", ids: subscriptionIds, before });
  const kept = await findQuantitiesAt(db, { kind: "softwareLicence", ids: licenceIds, before });
  const users = quantities.some((one) => one.kind === "activeUsers") ? await countUsers(db, customerId) : noGroups;
  const assets = quantities.some((one) => one.kind === "activeAssets") ? await countAssets(db, customerId) : noGroups;
  const gathered: Gathered = { subscriptions, licences, seats, kept, users, assets };
  return quantities.map((quantity) => countLine(quantity, gathered));
}

interface Gathered {
  readonly subscriptions: ReadonlyMap<number, Named>;
  readonly licences: ReadonlyMap<number, Named>;
  readonly seats: ReadonlyMap<number, QuantityStep>;
  readonly kept: ReadonlyMap<number, QuantityStep>;
  readonly users: Groups;
  readonly assets: Groups;
}

function countLine(quantity: LineQuantity, { subscriptions, licences, seats, kept, users, assets }: Gathered): Counted {
  switch (quantity.kind) {
    case "fixed":
      return tell({ quantity, n: quantity.quantity, name: null, since: null }, "");
    case "subscription": {
      const named = subscriptions.get(quantity.subscriptionId);
      return tellKept({ quantity, step: seats.get(quantity.subscriptionId), named, countsAssigned: quantity.counts === "assigned" });
    }
    case "licence": {
      const named = licences.get(quantity.licenceId);
      return tellKept({ quantity, step: kept.get(quantity.licenceId), named, countsAssigned: quantity.counts === "used" });
    }
    case "activeUsers":
      return tell({ quantity, since: null, ...groupOf(users, quantity.siteId) }, "");
    case "activeAssets":
      return tell({ quantity, since: null, ...groupOf(assets, quantity.assetTypeId) }, "");
  }
}

function tell(thing: Parameters<typeof explainCounted>[0], currency: string): Counted {
  return { n: thing.n, from: explainCounted(thing), currency };
}

interface Kept {
  readonly quantity: LineQuantity;
  readonly step: QuantityStep | undefined;
  readonly named: Named | undefined;
  readonly countsAssigned: boolean;
}

function tellKept({ quantity, step, named, countsAssigned }: Kept): Counted {
  const n = step === undefined ? 0 : countsAssigned ? step.assigned : step.quantity;
  return tell({ quantity, n, name: named?.name ?? null, since: step?.at.toISOString().slice(0, 10) ?? null }, named?.currency ?? "");
}

async function findPriced(
  db: Kysely<Tables>,
  table: "subscriptions" | "software_licences",
  ids: readonly number[],
): Promise<ReadonlyMap<number, Named>> {
  if (ids.length === 0) return new Map();
  const found = await sql<
    Named & { readonly id: number }
  >`select id, name, currency from ${sql.table(table)} where id = any(${ids}::int[])`.execute(db);
  return new Map(found.rows.map((row) => [row.id, row]));
}

interface Groups {
  readonly total: number;
  readonly byId: ReadonlyMap<number, { readonly name: string; readonly n: number }>;
}

const noGroups: Groups = { total: 0, byId: new Map() };

function groupOf(groups: Groups, id: number | null): { readonly n: number; readonly name: string | null } {
  if (id === null) return { n: groups.total, name: null };
  const group = groups.byId.get(id);
  return { n: group?.n ?? 0, name: group?.name ?? null };
}

async function countUsers(db: Kysely<Tables>, customerId: number): Promise<Groups> {
  return await countGroups(
    db,
    sql`select s.id, s.name, count(u.id)::int as n from sites s left join users u on u.site_id = s.id and u.is_active
      where s.customer_id = ${customerId}::int group by s.id, s.name`,
  );
}

async function countAssets(db: Kysely<Tables>, customerId: number): Promise<Groups> {
  return await countGroups(
    db,
    sql`select t.id, t.name, count(a.id)::int as n from asset_types t left join assets a on a.type_id = t.id and a.is_active and a.customer_id = ${customerId}::int
      group by t.id, t.name`,
  );
}

async function countGroups(db: Kysely<Tables>, query: ReturnType<typeof sql>): Promise<Groups> {
  const found = await sql<{ id: number; name: string; n: number }>`${query}`.execute(db);
  return { total: found.rows.reduce((sum, row) => sum + row.n, 0), byId: new Map(found.rows.map((row) => [row.id, row])) };
}
