import assert from "node:assert/strict";
import { test } from "node:test";
import { changeSearch, filtersOf, isNarrowed, queryOfSearch, readRecordSearch, searchOfView, viewOf } from "./record-search.ts";

test("a list's address keeps any filter, and numbers stand in it without quotes", () => {
  assert.deepEqual(readRecordSearch({ customerId: "2", isActive: "true", renewsOn: "2026-01-01..", q: " ana ", tab: ["x"], sort: "" }), {
    customerId: 2,
    isActive: true,
    renewsOn: "2026-01-01..",
    q: "ana",
  });
  assert.deepEqual(readRecordSearch({ "custom.floor": "007" }), { "custom.floor": "007" });
});

test("what is open beside a list is no part of its filter", () => {
  const search = readRecordSearch({ q: "mac", open: 4, tab: "history", customerId: 2, sort: "-name" });
  assert.deepEqual(queryOfSearch(search), { q: "mac", customerId: "2", sort: "-name" });
  assert.deepEqual(filtersOf(search), { customerId: "2" });
  assert.equal(isNarrowed(readRecordSearch({ sort: "-name", open: 4 })), false);
});

test("a filter goes away when it is set to nothing", () => {
  assert.deepEqual(changeSearch({ customerId: 2, q: "mac" }, { customerId: undefined, q: "" }), {});
});

test("a saved view brings back the filter that it was made from", () => {
  const search = readRecordSearch({ q: "a&b=c", customerId: "1,2", isActive: false, open: 3 });
  assert.deepEqual(searchOfView(viewOf(search)), { q: "a&b=c", customerId: "1,2", isActive: false });
});
