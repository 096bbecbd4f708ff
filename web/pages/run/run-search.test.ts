import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { filterOf, isNarrowed, listOf, parseRunSearch } from "./run-search.ts";

suite("the address of a run's page", () => {
  test("takes one value of a filter and several, numbers too", () => {
    const search = parseRunSearch({ kind: "create", mapping: 3, site: ["1", "2"] });
    assert.deepEqual(listOf(search.kind), ["create"]);
    assert.deepEqual(listOf(search.mapping), ["3"]);
    assert.deepEqual(listOf(search.site), ["1", "2"]);
  });

  test("drops what makes no sense", () => {
    assert.deepEqual(parseRunSearch({ entity: "robot", counts: "all", sort: "size", tab: "x", open: "abc", q: "", compare: -1, y: 1 }), {});
  });

  test("gives the server its filters, and keeps the tab and the open row to itself", () => {
    const search = parseRunSearch({ kind: "update", q: "mary", tab: "log", open: 12, compare: 3, isTicked: false });
    assert.deepEqual(filterOf(search), { kind: ["update"], q: "mary", isTicked: "false" });
  });

  test("is narrowed by filters, not by an order", () => {
    assert.equal(isNarrowed(parseRunSearch({ sort: "name", open: 3 })), false);
    assert.equal(isNarrowed(parseRunSearch({ counts: "tripped" })), true);
  });
});
