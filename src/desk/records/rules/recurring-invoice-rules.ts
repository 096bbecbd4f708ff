import { sql, type Transaction } from "kysely";
import { addMonths, dayOf } from "../../../model/add-months.ts";
import { type Fault, Invalid } from "../../../model/errors.ts";
import type { InvoiceLine } from "../../../model/records/contracts.ts";
import type { Tables } from "../../../store/tables.ts";
import type { RecordRules, Values } from "../record-rules.ts";

/** What the lines of an invoice count belongs to its customer; and the day of the month outlives a short month (D5). */
export const recurringInvoiceRules: RecordRules = {
  prepare: async (trx, { before, after }) => {
    // The lines come from the schema of the kind, or from the table.
    const lines = after.lines as readonly InvoiceLine[];
    const areOther =
      before === null || before.lines !== after.lines || before.customerId !== after.customerId || before.currency !== after.currency;
    const faults = areOther ? await checkLines(trx, lines, Number(after.customerId)) : [];
    if (faults.length > 0) throw new Invalid(faults);
    return { dayOfMonth: chooseDay(before, after) };
  },
};

/** The day that somebody chose: a step by the invoice's own months keeps it, even where February had it fall earlier. */
function chooseDay(before: Values | null, after: Values): number {
  const next = typeof after.nextOn === "string" ? after.nextOn : null;
  const former = before !== null && typeof before.nextOn === "string" ? before.nextOn : null;
  const kept = Number(before?.dayOfMonth ?? 1);
  if (next === null || next === former) return kept;
  if (former !== null && next === addMonths(former, Number(after.everyMonths), kept)) return kept;
  return dayOf(next);
}

interface Thing {
  readonly id: number;
  readonly customer_id: number;
}

async function checkLines(trx: Transaction<Tables>, lines: readonly InvoiceLine[], customerId: number): Promise<readonly Fault[]> {
  const find = async (table: string, customer: string, ids: readonly number[]) =>
    ids.length === 0
      ? new Map<number, Thing>()
      : new Map(
          (
            await sql<Thing>`select id, ${sql.raw(customer)} as customer_id from ${sql.table(table)} where id = any(${ids}::int[])`.execute(
              trx,
            )
          ).rows.map((row) => [row.id, row]),
        );
  const subscriptions = await find("subscriptions", "customer_id", idsOf(lines, "subscription"));
  const licences = await find("software_licences", "customer_id", idsOf(lines, "licence"));
  const sites = await find("sites", "customer_id", idsOf(lines, "activeUsers"));
  const types = await find("asset_types", `${customerId}`, idsOf(lines, "activeAssets"));
  const known = { subscription: subscriptions, licence: licences, activeUsers: sites, activeAssets: types };
  return lines.flatMap(({ quantity }, place) => {
    const meant = referenceIn(quantity);
    if (meant === null || quantity.kind === "fixed") return [];
    const thing = known[quantity.kind].get(meant.id);
    const at = `lines[${place}].quantity.${meant.field}`;
    if (thing === undefined) return [{ at, says: `there is no ${meant.one} ${meant.id}` }];
    return thing.customer_id === customerId ? [] : [{ at, says: `the ${meant.one} ${meant.id} is another customer's` }];
  });
}

function idsOf(lines: readonly InvoiceLine[], kind: InvoiceLine["quantity"]["kind"]): readonly number[] {
  return lines.flatMap(({ quantity }) => (quantity.kind === kind ? (referenceIn(quantity)?.id ?? []) : []));
}

function referenceIn(quantity: InvoiceLine["quantity"]): { readonly field: string; readonly one: string; readonly id: number } | null {
  if (quantity.kind === "subscription") return { field: "subscriptionId", one: "subscription", id: quantity.subscriptionId };
  if (quantity.kind === "licence") return { field: "licenceId", one: "software licence", id: quantity.licenceId };
  if (quantity.kind === "activeUsers" && quantity.siteId !== null) return { field: "siteId", one: "site", id: quantity.siteId };
  if (quantity.kind === "activeAssets" && quantity.assetTypeId !== null)
    return { field: "assetTypeId", one: "asset type", id: quantity.assetTypeId };
  return null;
}
