import { type Kysely, sql } from "kysely";
import { getRecordOf } from "../desk/records/list-records-of.ts";
import type { Saving } from "../desk/records/record-rules.ts";
import { updateRecordOf } from "../desk/records/save-record-of.ts";
import { addMonths } from "../model/add-months.ts";
import { Conflict } from "../model/errors.ts";
import { deskKinds } from "../model/records/desk-kinds.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { previewInvoice } from "./preview-invoice.ts";

/**
 * Bills what a recurring invoice comes to on its next date, keeps that as it is, and moves the date on. Answers the number of what was
 * kept.
 * @throws NotFound, Conflict where it has no next date, is inactive, was changed meanwhile, or that day was billed already
 */
export async function issueInvoice(
  db: Kysely<Tables>,
  { id, expectsVersion }: { readonly id: number; readonly expectsVersion: number },
  saving: Saving,
): Promise<number> {
  return await withinTransaction(db, async (trx) => {
    await sql`select id from recurring_invoices where id = ${id}::int for update`.execute(trx);
    const recurring = await getRecordOf(trx, deskKinds.recurringInvoice, id);
    const { nextOn, name } = recurring;
    if (recurring.version !== expectsVersion)
      throw new Conflict(`${name} was changed meanwhile (version ${recurring.version}, you saw ${expectsVersion}).`);
    if (!recurring.isActive) throw new Conflict(`${name} is inactive. Make it active first.`);
    if (nextOn === null) throw new Conflict(`${name} has no next date. Say when it comes next.`);
    const billed = await sql`select 1 from invoices where recurring_id = ${id}::int and billed_on = ${nextOn}::date`.execute(trx);
    if (billed.rows.length > 0) throw new Conflict(`${name} was billed for ${nextOn} already. Say when it comes next.`);
    const preview = await previewInvoice(trx, { id, on: nextOn, now: saving.now });
    const made = await sql<{ id: number }>`
      insert into invoices (recurring_id, customer_id, name, billed_on, currency, total, by_name, at)
      values (${id}::int, ${preview.customerId}::int, ${name}, ${nextOn}::date, ${preview.currency}, ${toAmount(preview.totalCents)}::numeric, ${saving.by}, ${saving.now}::timestamptz)
      returning id`.execute(trx);
    const invoiceId = made.rows[0]?.id ?? 0;
    const rows = preview.lines.map((line, place) => ({
      number: place + 1,
      says: line.says,
      from: line.from,
      line: line.line,
      counted: line.counted,
      quantity: line.quantity,
      unit_price: line.unitPrice,
      amount: toAmount(line.cents),
    }));
    await sql`
      insert into invoice_lines (invoice_id, number, says, "from", line, counted, quantity, unit_price, amount)
      select ${invoiceId}::int, r.number, r.says, r."from", r.line, r.counted, r.quantity, r.unit_price, r.amount
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(number int, says text, "from" text, line jsonb, counted numeric, quantity numeric, unit_price numeric, amount numeric)`.execute(
      trx,
    );
    const patch = { nextOn: addMonths(nextOn, recurring.everyMonths, recurring.dayOfMonth) };
    await updateRecordOf(trx, deskKinds.recurringInvoice, { id, patch, expectsVersion }, saving);
    return invoiceId;
  });
}

/** Cents as a database's numeric takes them, without a detour by floating point. */
function toAmount(cents: number): string {
  const size = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${size.slice(0, -2)}.${size.slice(-2)}`;
}
