import assert from "node:assert/strict";
import { test } from "node:test";
import { gatherOrgUnits } from "./gather-org-units.ts";

test("G4 org units come as a tree, with units that hold nobody themselves, and count what is below them", () => {
  const counts = new Map([
    ["/Leeds/Studio", 3],
    ["/Leeds", 2],
    ["/Porto/Works/Site", 1],
    ["/", 4],
  ]);
  assert.deepEqual(
    gatherOrgUnits(counts).map(({ path, exactly, below }) => `${path} ${exactly} ${below}`),
    ["/ 4 10", "/Leeds 2 5", "/Leeds/Studio 3 3", "/Porto 0 1", "/Porto/Works 0 1", "/Porto/Works/Site 1 1"],
  );
  assert.deepEqual(gatherOrgUnits(new Map()), []);
});
