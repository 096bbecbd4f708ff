import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOfLabel } from "./key-of-label.ts";
import { sayMinutes } from "./say-minutes.ts";

test("the key of a new field is made of its label, and is never one that is taken", () => {
  assert.equal(keyOfLabel("Warranty until", []), "warrantyUntil");
  assert.equal(keyOfLabel("Größe (cm)", []), "groECm");
  assert.equal(keyOfLabel("2nd line", []), "ndLine");
  assert.equal(keyOfLabel("保証", []), "field");
  assert.equal(keyOfLabel("Floor", ["floor", "floor2"]), "floor3");
});

test("times of an SLA are said in hours and minutes", () => {
  assert.deepEqual([null, 30, 60, 90].map(sayMinutes), ["–", "30 min", "1 h", "1 h 30 min"]);
});
