import type { InvoiceLine } from "../../model/records/contracts.ts";

/** What a line of a recurring invoice counted on the day: a number, and where it came from in words. */
export interface Counted {
  readonly n: number;
  readonly from: string;
  /** In which currency the thing counted is priced; empty where nobody said. */
  readonly currency: string;
}

/** What a line came to. */
export interface BilledLine {
  readonly says: string;
  readonly from: string;
  readonly counted: number;
  readonly quantity: number;
  readonly unitPrice: number;
  /** In whole cents. */
  readonly cents: number;
}

/** An invoice as it would be written. */
export interface PlannedInvoice {
  readonly lines: readonly BilledLine[];
  readonly totalCents: number;
  readonly currency: string;
}

/** How much of what was counted is billed: beyond what is free, and no less than the minimum. */
export function judgeQuantity({ free, minimum }: Pick<InvoiceLine, "free" | "minimum">, counted: number): number {
  return Math.max(minimum, round4(counted - free), 0);
}

/**
 * A price times a quantity, each with up to four places, in whole cents, halves away from zero. In whole numbers: a sum of money is no
 * place for what floating point does to 1.005.
 */
export function multiplyMoney(unitPrice: number, quantity: number): number {
  const product = toTenThousandths(unitPrice) * toTenThousandths(quantity);
  const size = product < 0n ? -product : product;
  const cents = Number((size + 500_000n) / 1_000_000n);
  return product < 0n && cents !== 0 ? -cents : cents;
}

/** Plans an invoice from its lines and what each counted, in their order. */
export function planInvoice(lines: readonly InvoiceLine[], counted: readonly Counted[], currency: string): PlannedInvoice {
  const billed = lines.map((line, place) => billLine(line, counted[place] ?? { n: 0, from: "nothing", currency: "" }));
  return { lines: billed, totalCents: billed.reduce((sum, line) => sum + line.cents, 0), currency: findCurrency(currency, counted) };
}

/** The lines whose things are priced in another currency than the invoice, or than the first of them where the invoice names none. */
export function listMixedCurrencies(
  currency: string,
  counted: readonly Pick<Counted, "currency">[],
): readonly { readonly place: number; readonly says: string }[] {
  const expected = findCurrency(currency, counted).toUpperCase();
  return counted.flatMap((one, place) =>
    one.currency === "" || one.currency.toUpperCase() === expected
      ? []
      : [{ place, says: `is priced in ${one.currency.toUpperCase()}, the invoice in ${expected}: one invoice has one currency` }],
  );
}

function findCurrency(currency: string, counted: readonly Pick<Counted, "currency">[]): string {
  return currency !== "" ? currency : (counted.find((one) => one.currency !== "")?.currency ?? "");
}

function billLine(line: InvoiceLine, { n, from }: Counted): BilledLine {
  const quantity = judgeQuantity(line, n);
  return {
    says: line.says,
    from: `${from}${line.free > 0 ? `, ${line.free} free` : ""}${quantity > n - line.free && line.minimum > 0 ? `, at least ${line.minimum}` : ""}`,
    counted: n,
    quantity,
    unitPrice: line.unitPrice,
    cents: multiplyMoney(line.unitPrice, quantity),
  };
}

function toTenThousandths(value: number): bigint {
  return BigInt(Math.round(value * 10_000));
}

function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
