import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { findPages } from "./find-pages.ts";

const everything = ["directories:read", "directories:edit", "users:read"] as const;

test("HaloPSA's words for the screen lead to Directories", () => {
  for (const typed of ["Identity Management", "integrations", "identity", "  azure"]) {
    equal(
      findPages(typed, everything).some(({ href }) => href === "/directories"),
      true,
      typed,
    );
  }
});

test("What is set up is found by HaloPSA's words, too", () => {
  const found = (typed: string) => findPages(typed, ["settings:read", "access:read", "assets:read"]).map(({ href }) => href);
  deepEqual(found("halopsa api"), ["/settings/applications"]);
  deepEqual(found("workflow"), ["/settings/ticket-statuses"]);
  deepEqual(found("smtp"), ["/settings/mail"]);
  deepEqual(found("devices"), ["/assets"]);
});

test("Pages that somebody may not see are not found", () => {
  deepEqual(findPages("identity management", ["users:read"]), []);
});

test("Nothing, or next to nothing, typed finds no pages", () => {
  deepEqual(findPages("  ", everything), []);
  deepEqual(findPages("in", everything), []);
});
