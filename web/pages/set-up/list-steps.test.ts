import assert from "node:assert/strict";
import { test } from "node:test";
import { type Known, listSteps } from "./list-steps.ts";

const current = (known: Partial<Known>) =>
  listSteps({ missing: [], hasPlan: false, isMatched: false, asked: undefined, ...known }).find(({ state }) => state === "current")?.name;

test("The guide stands at the first step that is still to be done", () => {
  assert.equal(current({ missing: ["credentials", "connect", "mappings", "firstImport"] }), "connect");
  assert.equal(current({ missing: ["connect", "mappings", "firstImport"] }), "connect");
  assert.equal(current({ missing: ["mappings", "firstImport"] }), "check");
  assert.equal(current({ missing: ["firstImport"] }), "match");
  assert.equal(current({ missing: ["firstImport"], isMatched: true }), "preview");
  assert.equal(current({ missing: ["firstImport"], hasPlan: true }), "preview");
  assert.equal(current({ missing: [] }), "schedule");
});

test("An address may go on past what is only looked at, and never past what is missing", () => {
  assert.equal(current({ missing: ["connect", "mappings", "firstImport"], asked: "preview" }), "connect");
  assert.equal(current({ missing: ["mappings", "firstImport"], asked: "rules" }), "rules");
  assert.equal(current({ missing: ["mappings", "firstImport"], asked: "preview" }), "rules");
  assert.equal(current({ missing: ["firstImport"], asked: "schedule" }), "preview");
});

test("Somebody who is connected may go back and connect again", () => {
  assert.equal(current({ missing: ["mappings", "firstImport"], asked: "connect" }), "connect");
});

test("Whoever goes back stands there, and what is before it stays done", () => {
  const steps = listSteps({ missing: [], hasPlan: false, isMatched: false, asked: "rules" });
  assert.deepEqual(
    steps.map(({ state }) => state),
    ["done", "done", "current", "next", "next", "next"],
  );
});
