import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyOf, givenOf, presetOf, withCustomer, withOwner, withTemplate } from "./new-ticket.ts";

test("the form of a new ticket takes from its address what tickets have, and nothing else", () => {
  assert.deepEqual(presetOf({ customerId: 2, assetIds: 7, userId: "x", tab: "history" }), { customerId: 2, assetIds: [7] });
});

test("with another customer, site, user and assets are chosen anew", () => {
  const draft = { summary: "VPN", customerId: 2, siteId: 3, userId: 9, assetIds: [4] };
  assert.deepEqual(withCustomer(draft, 5), { summary: "VPN", customerId: 5 });
});

test("customer and site follow from the user, and assets of the same customer stay", () => {
  const owner = { customerId: 2, siteId: 3 };
  assert.deepEqual(withOwner({ assetIds: [4], customerId: 2 }, owner), { assetIds: [4], customerId: 2, siteId: 3 });
  assert.deepEqual(withOwner({ assetIds: [4], customerId: 8 }, owner), { customerId: 2, siteId: 3 });
  assert.deepEqual(withOwner({ summary: "VPN" }, { customerId: null, siteId: null }), { summary: "VPN" });
});

test("a template fills what is empty and leaves what was typed", () => {
  assert.deepEqual(withTemplate({ summary: "Mine", details: "" }, { summary: "Theirs", details: "Steps", typeId: 2 }), {
    summary: "Mine",
    details: "Steps",
    typeId: 2,
  });
});

test("a field that is emptied is filled by the type, but stays empty where a template had filled it", () => {
  assert.equal(emptyOf({ typeId: 1 }), undefined);
  assert.equal(emptyOf({ templateId: 3 }), null);
  assert.deepEqual(givenOf({ typeId: 1, userId: null, teamId: undefined }, ["teamId"]), { typeId: 1 });
  assert.deepEqual(givenOf({ templateId: 3, userId: null, teamId: null }, ["teamId"]), { templateId: 3, teamId: null });
});
