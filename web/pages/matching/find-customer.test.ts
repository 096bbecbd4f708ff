import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mapping } from "../../../src/model/settings.ts";
import { findCustomer } from "./find-customer.ts";

const sites = [
  { id: 1, name: "Leeds", customerId: 10, customer: "Alder", isMain: true },
  { id: 2, name: "Porto", customerId: 10, customer: "Alder", isMain: false },
  { id: 3, name: "Head office", customerId: 20, customer: "Brightwater", isMain: true },
];
const to = (siteId: number): Mapping => ({
  id: siteId,
  sequence: siteId,
  name: "x",
  part: null,
  destination: { kind: "site", siteId, userRoleId: null },
  filter: null,
});

test("Rules to several sites of one customer are about that customer; of several, about none in particular", () => {
  assert.equal(findCustomer([to(1), to(2)], sites), 10);
  assert.equal(findCustomer([to(1), to(3)], sites), null);
  assert.equal(findCustomer([], sites), null);
});
