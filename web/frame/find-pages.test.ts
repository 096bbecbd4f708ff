import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { findPages } from "./find-pages.ts";

const everything = ["directories:read", "directories:edit", "desk:read"] as const;

test("HaloPSA's words for the screen lead to Directories", () => {
  for (const typed of ["Identity Management", "integrations", "identity", "  azure"]) {
    equal(
      findPages(typed, everything).some(({ href }) => href === "/directories"),
      true,
      typed,
    );
  }
});

test("Pages that somebody may not see are not found", () => {
  deepEqual(findPages("identity management", ["desk:read"]), []);
});

test("Nothing, or next to nothing, typed finds no pages", () => {
  deepEqual(findPages("  ", everything), []);
  deepEqual(findPages("in", everything), []);
});
