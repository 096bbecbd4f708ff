import assert from "node:assert/strict";
import { test } from "node:test";
import { accountsToFind, readAccountsSearch } from "./accounts-search.ts";

test("An address that says nothing we know shows everybody", () => {
  assert.deepEqual(readAccountsSearch({ state: "sleeping", desk: "maybe", fits: "x", rule: "", nonsense: 1 }), {});
});

test("A count of another page leads to exactly its people", () => {
  assert.deepEqual(accountsToFind(readAccountsSearch({ rule: 3, state: "active", q: "zoë" })), { goesTo: "3", state: "active", q: "zoë" });
  assert.deepEqual(accountsToFind(readAccountsSearch({ fits: -2, unchangedIn: 12 })), { fits: -2, unchangedIn: 12 });
});

test("Who has no value for an attribute: only those who are imported are missing one", () => {
  assert.deepEqual(accountsToFind({ without: "phones[type=mobile].value" }), {
    goesTo: "placed",
    filter: { kind: "fieldState", field: "phones[type=mobile].value", op: "isEmpty" },
  });
});

test("Members of a group without a value: both conditions hold", () => {
  const { filter } = accountsToFind({ without: "primaryEmail", group: "g1", groupName: "All" });
  assert.equal(filter?.kind === "all" && filter.of.length, 2);
});
