import assert from "node:assert/strict";
import { test } from "node:test";
import { drawHolds } from "./draw-holds.ts";

const at = { connection: "Brightwater IT", directory: "Google" };

test("P4 who is held is told by reason, with the command that ends it", () => {
  const held = [
    { because: "run 10 was undone by run 11", people: 46 },
    { because: "plan 6-004D was rejected by Owen", people: 1 },
  ];
  assert.deepEqual(drawHolds(held, at), [
    "46 people are held back, because run 10 was undone by run 11.",
    "1 person is held back, because plan 6-004D was rejected by Owen.",
    'They are planned again when their account changes in Google, or with:  npm run muster -- release "Brightwater IT"',
  ]);
});

test("P4 where nobody is held, nothing is said", () => {
  assert.deepEqual(drawHolds([], at), []);
});
