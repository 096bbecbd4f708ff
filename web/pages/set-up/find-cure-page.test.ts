import assert from "node:assert/strict";
import { test } from "node:test";
import { findCurePage } from "./find-cure-page.ts";

test("A missing scope is cured under Domain-wide delegation, or by connecting again", () => {
  assert.equal(findCurePage("insufficientPermissions", "serviceAccount")?.to, "delegation");
  assert.equal(findCurePage("insufficientPermissions", "oauthClient"), null);
});

test("An API that is off, and a privilege that is missing, each lead to their page", () => {
  assert.equal(findCurePage("SERVICE_DISABLED", "oauthClient")?.to, "adminSdk");
  assert.equal(findCurePage("forbidden", "oauthClient")?.to, "roles");
});

test("A code that nobody knows leads nowhere", () => {
  assert.equal(findCurePage("constructor", "oauthClient"), null);
  assert.equal(findCurePage("somethingNew", "serviceAccount"), null);
  assert.equal(findCurePage(null, "serviceAccount"), null);
});
