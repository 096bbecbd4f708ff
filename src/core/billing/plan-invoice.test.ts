import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { InvoiceLine } from "../../model/records/contracts.ts";
import { judgeQuantity, listMixedCurrencies, multiplyMoney, planInvoice } from "./plan-invoice.ts";

const line = (change: Partial<InvoiceLine> = {}): InvoiceLine => ({
  says: "Seats",
  unitPrice: 10,
  quantity: { kind: "fixed", quantity: 1 },
  free: 0,
  minimum: 0,
  ...change,
});

describe("a line of an invoice (D5)", () => {
  const cases: readonly (readonly [counted: number, free: number, minimum: number, billed: number])[] = [
    [12, 0, 0, 12],
    [12, 2, 0, 10],
    [12, 0, 20, 20],
    [12, 10, 5, 5],
    [3, 10, 0, 0],
    [0, 0, 0, 0],
    [1.5, 0, 0, 1.5],
    [2.3, 1, 0, 1.3],
  ];
  for (const [counted, free, minimum, billed] of cases) {
    test(`${counted} counted, ${free} free, at least ${minimum}: ${billed} billed`, () => {
      assert.equal(judgeQuantity({ free, minimum }, counted), billed);
    });
  }

  test("bills never less than the minimum, and never more than was counted where that is enough", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(1_000_000), (counted, free, minimum) => {
        const billed = judgeQuantity({ free, minimum }, counted);
        assert.ok(billed >= minimum);
        assert.ok(billed <= Math.max(minimum, counted));
      }),
    );
  });
});

describe("money (D5)", () => {
  for (const [price, quantity, cents] of [
    [1.005, 1, 101],
    [0.0049, 1, 0],
    [0.005, 1, 1],
    [-0.005, 1, -1],
    [1.1, 3, 330],
    [0.1, 3, 30],
    [4.1234, 859, 354_200],
    [999_999_999.99, 1_000, 99_999_999_999_000],
    [0, 5, 0],
    [-0.001, 1, 0],
  ] as const) {
    test(`${quantity} at ${price} are ${cents} cents`, () => {
      assert.equal(multiplyMoney(price, quantity), cents);
    });
  }

  test("the total is the sum of its lines, to the cent", () => {
    const price = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((n) => n / 10_000);
    fc.assert(
      fc.property(fc.array(fc.tuple(price, fc.nat(10_000))), (given) => {
        const planned = planInvoice(
          given.map(([unitPrice]) => line({ unitPrice })),
          given.map(([, n]) => ({ n, from: "", currency: "" })),
          "EUR",
        );
        assert.equal(
          planned.totalCents,
          planned.lines.reduce((sum, one) => sum + one.cents, 0),
        );
        assert.ok(planned.lines.every((one) => Number.isInteger(one.cents)));
      }),
    );
  });
});

describe("an invoice (D5)", () => {
  test("says of every line where its quantity came from", () => {
    const planned = planInvoice(
      [line({ free: 2 }), line({ minimum: 5 }), line({ minimum: 5, free: 2 })],
      [
        { n: 12, from: "12 seats of Workspace", currency: "EUR" },
        { n: 3, from: "3 users", currency: "" },
        { n: 9, from: "9 users", currency: "" },
      ],
      "",
    );
    assert.deepEqual(
      planned.lines.map(({ from, quantity, cents }) => [from, quantity, cents]),
      [
        ["12 seats of Workspace, 2 free", 10, 10_000],
        ["3 users, at least 5", 5, 5_000],
        ["9 users, 2 free", 7, 7_000],
      ],
    );
    assert.deepEqual([planned.totalCents, planned.currency], [22_000, "EUR"]);
  });

  test("has one currency: what is priced in another is named", () => {
    const priced = (...currencies: readonly string[]) => currencies.map((currency) => ({ currency }));
    assert.deepEqual(listMixedCurrencies("EUR", priced("EUR", "", "eur")), []);
    assert.deepEqual(listMixedCurrencies("", priced("", "USD", "USD")), []);
    assert.deepEqual(
      listMixedCurrencies("EUR", priced("EUR", "usd")).map((one) => [one.place, one.says]),
      [[1, "is priced in USD, the invoice in EUR: one invoice has one currency"]],
    );
    assert.deepEqual(
      listMixedCurrencies("", priced("USD", "GBP")).map((one) => one.place),
      [1],
    );
  });
});
