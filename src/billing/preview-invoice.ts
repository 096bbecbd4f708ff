import { type Kysely, sql } from "kysely";
import { type BilledLine, listMixedCurrencies, planInvoice } from "../core/billing/plan-invoice.ts";
import { getRecordOf } from "../desk/records/list-records-of.ts";
import { addMonths } from "../model/add-months.ts";
import { Invalid } from "../model/errors.ts";
import type { InvoiceLine } from "../model/records/contracts.ts";
import { deskKinds } from "../model/records/desk-kinds.ts";
import type { Tables } from "../store/tables.ts";
import { gatherCounts } from "./gather-counts.ts";

/** A line as it would be billed, beside the same line of the period before; null where that had none, or it can't be known any more. */
export interface PreviewLine extends BilledLine {
  readonly line: InvoiceLine;
  readonly before: { readonly quantity: number; readonly cents: number } | null;
}

/** An invoice as it would be written on a day. */
export interface InvoicePreview {
  readonly recurringId: number;
  readonly name: string;
  readonly customerId: number;
  readonly customer: string;
  readonly on: string;
  readonly currency: string;
  readonly lines: readonly PreviewLine[];
  readonly totalCents: number;
  /** What the invoice is compared with: the one issued last, or what would have been billed a period earlier. */
  readonly comparedWith: { readonly on: string; readonly isIssued: boolean; readonly totalCents: number };
}

/** More than that fits no column and is nobody's invoice: a hundred thousand million. */
const largestCents = 1e13;

/** What a recurring invoice would bill on a day; without one on its next date, or today. @throws NotFound, Invalid where currencies are mixed */
export async function previewInvoice(
  db: Kysely<Tables>,
  { id, on: asked, now }: { readonly id: number; readonly on: string | null; readonly now: Date },
): Promise<InvoicePreview> {
  const recurring = await getRecordOf(db, deskKinds.recurringInvoice, id);
  const on = asked ?? recurring.nextOn ?? now.toISOString().slice(0, 10);
  const { customerId, lines } = recurring;
  const counted = await gatherCounts(db, { customerId, lines, on });
  const mixed = listMixedCurrencies(recurring.currency, counted);
  if (mixed.length > 0) throw new Invalid(mixed.map(({ place, says }) => ({ at: `lines[${place}].quantity`, says })));
  const planned = planInvoice(lines, counted, recurring.currency);
  if (Math.abs(planned.totalCents) > largestCents || planned.lines.some((line) => Math.abs(line.cents) > largestCents))
    throw new Invalid([{ at: "lines", says: "come to more than an invoice can hold. Is a price or a quantity wrong?" }]);
  const former = await findFormer(db, { id, customerId, lines, on, everyMonths: recurring.everyMonths, day: recurring.dayOfMonth });
  const keys = listKeys(lines);
  return {
    recurringId: id,
    name: recurring.name,
    customerId,
    customer: recurring.labels.customerId ?? "",
    on,
    currency: planned.currency,
    lines: planned.lines.map((line, place) => {
      // Every line has its key: they were made from the same list.
      return { ...line, line: lines[place] as InvoiceLine, before: former.lines.get(keys[place] ?? "") ?? null };
    }),
    totalCents: planned.totalCents,
    comparedWith: { on: former.on, isIssued: former.isIssued, totalCents: former.totalCents },
  };
}

interface Former {
  readonly on: string;
  readonly isIssued: boolean;
  readonly totalCents: number;
  readonly lines: ReadonlyMap<string, { readonly quantity: number; readonly cents: number }>;
}

interface Period {
  readonly id: number;
  readonly customerId: number;
  readonly lines: readonly InvoiceLine[];
  readonly on: string;
  readonly everyMonths: number;
  readonly day: number;
}

/** What was billed last before a day; where nothing was, what would have been a period earlier, as far as that is known. */
async function findFormer(db: Kysely<Tables>, period: Period): Promise<Former> {
  const issued = await sql<{ id: number; on: string; total: number }>`
    select id, billed_on::text as on, total::float8 as total from invoices
    where recurring_id = ${period.id}::int and billed_on < ${period.on}::date order by billed_on desc limit 1`.execute(db);
  const [invoice] = issued.rows;
  if (invoice !== undefined) {
    const rows = await sql<{ line: InvoiceLine; quantity: number; amount: number }>`
      select line, quantity::float8 as quantity, amount::float8 as amount from invoice_lines where invoice_id = ${invoice.id}::int order by number`.execute(
      db,
    );
    const keys = listKeys(rows.rows.map((row) => row.line));
    return {
      on: invoice.on,
      isIssued: true,
      totalCents: toCents(invoice.total),
      lines: new Map(rows.rows.map((row, place) => [keys[place] ?? "", { quantity: row.quantity, cents: toCents(row.amount) }])),
    };
  }
  const on = addMonths(period.on, -period.everyMonths, period.day);
  // How many people and assets there were nobody wrote down.
  const known = period.lines.filter(({ quantity }) => quantity.kind !== "activeUsers" && quantity.kind !== "activeAssets");
  const counted = await gatherCounts(db, { customerId: period.customerId, lines: known, on });
  const planned = planInvoice(known, counted, "");
  const keys = listKeys(known);
  return {
    on,
    isIssued: false,
    totalCents: planned.totalCents,
    lines: new Map(planned.lines.map((line, place) => [keys[place] ?? "", { quantity: line.quantity, cents: line.cents }])),
  };
}

function toCents(amount: number): number {
  return Math.round(amount * 100);
}

/** What makes a line the same line a period later: what it counts, else what it says; a second such line is the second. */
function listKeys(lines: readonly InvoiceLine[]): readonly string[] {
  const seen = new Map<string, number>();
  return lines.map(({ quantity, says }) => {
    const key = JSON.stringify(quantity.kind === "fixed" ? says : Object.entries(quantity).toSorted());
    const place = (seen.get(key) ?? 0) + 1;
    seen.set(key, place);
    return `${place} ${key}`;
  });
}
