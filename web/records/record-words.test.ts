import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnyRecord } from "./record-types.ts";
import { labelOf, sayMoney, sayValue, withArticle } from "./record-words.ts";

const head = { id: 7, version: 1, updatedAt: null, labels: {}, custom: {} };
const record = (values: Readonly<Record<string, unknown>>, labels: Record<string, string> = {}): AnyRecord => ({
  ...head,
  labels,
  ...values,
});

test("a record without a name is called by its next naming field, then by its number", () => {
  const asset = { labelFields: ["name", "key", "tag"], one: "asset" };
  assert.equal(labelOf(asset, record({ name: "", key: "C02XG", tag: "AF-1" })), "C02XG");
  assert.equal(labelOf(asset, record({ name: "", key: "", tag: "" })), "Asset 7");
});

test("kinds have the right article in sentences", () => {
  assert.deepEqual(["asset", "user role", "SLA", "team", "urgency"].map(withArticle), [
    "an asset",
    "a user role",
    "an SLA",
    "a team",
    "an urgency",
  ]);
});

test("values are said as people read them", () => {
  assert.equal(sayValue({ name: "isActive", kind: "flag" }, record({ isActive: false })), "no");
  assert.equal(
    sayValue({ name: "customerId", kind: "reference" }, record({ customerId: 2 }, { customerId: "Alder & Finch" })),
    "Alder & Finch",
  );
  assert.equal(sayValue({ name: "lines", kind: "structured" }, record({ lines: [{}] })), "1 entry");
  assert.equal(sayValue({ name: "notes", kind: "longText" }, record({ notes: "" })), "");
});

test("an unknown currency is no reason to show nothing", () => {
  assert.match(sayMoney(12.5, ""), /12[.,]50/);
  assert.match(sayMoney(12.5, "euros"), /12[.,]50/);
});
