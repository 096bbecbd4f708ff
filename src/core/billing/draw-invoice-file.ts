import { writeCsvLine } from "../write-csv.ts";

/** A line of an invoice for a file. Amounts are in cents; `before` is the same line a period earlier. */
export interface FileLine {
  readonly says: string;
  readonly from: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly cents: number;
  readonly before: { readonly quantity: number; readonly cents: number } | null;
}

const heads = [
  "Customer",
  "Invoice",
  "Date",
  "Line",
  "Counted",
  "Quantity",
  "Unit price",
  "Amount",
  "Currency",
  "Quantity before",
  "Amount before",
];

/** An invoice as comma-separated values, a line each: text can't become a formula, and a credit stays a number. */
export function drawInvoiceFile(invoice: {
  readonly customer: string;
  readonly name: string;
  readonly on: string;
  readonly currency: string;
  readonly lines: readonly FileLine[];
}): string {
  const { customer, name, on, currency } = invoice;
  const lines = invoice.lines.map(({ says, from, quantity, unitPrice, cents, before }) =>
    writeCsvLine([
      ...[customer, name, on, says, from, String(quantity), String(unitPrice), drawCents(cents), currency],
      ...(before === null ? ["", ""] : [String(before.quantity), drawCents(before.cents)]),
    ]),
  );
  return [writeCsvLine(heads), ...lines].join("");
}

/** Cents as an amount: `-12.50`. */
export function drawCents(cents: number): string {
  return (cents / 100).toFixed(2);
}
