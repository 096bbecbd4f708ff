import type { InvoiceRow } from "../../../billing/list-invoices.ts";
import type { InvoicePreview } from "../../../billing/preview-invoice.ts";
import type { InvoicePreviewView, InvoiceView } from "../shapes/contracts.ts";

/** A preview as it is answered: amounts instead of cents, and what differs from the period before. */
export function viewPreview({ lines, totalCents, comparedWith, ...preview }: InvoicePreview): InvoicePreviewView {
  return {
    ...preview,
    total: totalCents / 100,
    lines: lines.map(({ cents, before, line: _line, ...line }) => ({
      ...line,
      amount: cents / 100,
      before: before === null ? null : { quantity: before.quantity, amount: before.cents / 100 },
      difference: before === null ? null : (cents - before.cents) / 100,
    })),
    comparedWith: { on: comparedWith.on, isIssued: comparedWith.isIssued, total: comparedWith.totalCents / 100 },
    difference: (totalCents - comparedWith.totalCents) / 100,
  };
}

/** An invoice as it is answered. */
export function viewInvoice(row: InvoiceRow): InvoiceView {
  return { ...row, at: row.at.toISOString() };
}
