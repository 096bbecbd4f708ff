import assert from "node:assert/strict";
import { test } from "node:test";
import { filterOf, isFiltered, readPeopleSearch } from "./people-search.ts";

test("a list's address is read as the server and the router write it", () => {
  const fromServer = readPeopleSearch({ customer: "2", active: "true", since: "joined" });
  assert.deepEqual(fromServer, { customer: 2, active: true, since: "joined" });
  assert.deepEqual(readPeopleSearch({ customer: 2, active: true, q: 412, open: 7, tab: "why" }), {
    customer: 2,
    active: true,
    q: "412",
    open: 7,
    tab: "why",
  });
});

test("an address names VIPs and licences as the list of the API does", () => {
  const search = readPeopleSearch({ isVip: "true", licence: "named" });
  assert.deepEqual(filterOf(search), { isVip: "true", licence: "named" });
  assert.deepEqual(readPeopleSearch({ isVip: "perhaps", licence: "none" }), {});
});

test("an address filters by custom fields, whatever their values look like", () => {
  const search = readPeopleSearch({ "custom.badge": 7, "custom.remote": true, "custom.room": " 2.14 ", "custom.empty": "", customs: "x" });
  assert.deepEqual(search, { "custom.badge": "7", "custom.remote": "true", "custom.room": "2.14" });
  assert.deepEqual(filterOf(search), { "custom.badge": "7", "custom.remote": "true", "custom.room": "2.14" });
  assert.equal(isFiltered(search), true);
});

test("what an address does not know is dropped", () => {
  assert.deepEqual(readPeopleSearch({ customer: "Leeds", active: "perhaps", since: "ever", tab: "why", q: "  " }), {});
});

test("the filter that the server takes has no trace of what is open", () => {
  assert.deepEqual(filterOf({ q: "ana", active: false, open: 7, tab: "why", sort: "-email" }), {
    q: "ana",
    active: "false",
    sort: "-email",
  });
  assert.equal(isFiltered({ sort: "-email", open: 7 }), false);
  assert.equal(isFiltered({ linked: false }), true);
});
