import assert from "node:assert/strict";
import { test } from "node:test";
import { queryOfTickets, viewOfSearch } from "./ticket-views.ts";

test("the list of tickets begins with what is open, and an unknown view is no reason to fail", () => {
  assert.equal(viewOfSearch({}).key, "open");
  assert.equal(viewOfSearch({ view: "nonsense" }).key, "open");
  assert.deepEqual(queryOfTickets({}, "Europe/Lisbon"), { view: "open" });
});

test("closed and all are filters of the list, and what is due today needs to know where today is", () => {
  assert.deepEqual(queryOfTickets({ view: "closed", q: "vpn" }, "UTC"), { q: "vpn", isClosed: "true" });
  assert.deepEqual(queryOfTickets({ view: "all", customerId: 2, open: 4 }, "UTC"), { customerId: "2" });
  assert.deepEqual(queryOfTickets({ view: "dueToday" }, "Europe/Lisbon"), { view: "dueToday", timeZone: "Europe/Lisbon" });
});
