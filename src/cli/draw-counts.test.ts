import assert from "node:assert/strict";
import { test } from "node:test";
import { explainCounts } from "../core/explain-counts.ts";
import { emptyCounts } from "../core/guard.ts";
import { drawLimits, drawReading, drawSum } from "./draw-counts.ts";

test("counts stand in one line and add up to the accounts read", () => {
  const counts = { ...emptyCounts(903), unchanged: 9, kinds: { create: 684, update: 158, link: 17, decide: 2, leftOut: 33 } };
  assert.equal(explainCounts(counts), "684 create · 158 update · 17 link · 9 unchanged · 2 to decide · 33 left out");
  assert.equal(drawSum(counts), "= 903 accounts");
  assert.equal(drawSum({ ...counts, kinds: { ...counts.kinds, notFound: 1 } }), "= 903 accounts and 1 without one any more");
});

test("each limit stands with its value, and the one that is tripped says so", () => {
  const calm = { name: "siteMoves", value: 9, count: 50, percent: null, share: 1, base: 870, isTripped: false } as const;
  const tripped = { name: "deactivations", value: 61, count: 25, percent: 5, share: 7.01, base: 870, isTripped: true } as const;
  assert.equal(drawLimits([calm]), "Limits ✓  site moves 9/50");
  assert.equal(drawLimits([tripped, calm]), "Limits ✗  deactivations 61/25 or 5 % OVER (7.0 % of 870) · site moves 9/50");
});

test("a reading says whether it is complete, and what it is not proof of", () => {
  const reading = {
    readingId: 1,
    people: 900,
    before: 903,
    pages: 2,
    requests: 3,
    milliseconds: 2100,
    notEvidenceBecause: null,
    parts: {},
    failedParts: [],
  };
  assert.deepEqual(drawReading(reading), ["✓ Complete reading: 900 accounts, 2 pages, 3 requests, 2.1 s (−3 against the last)"]);
  const failed = { ...reading, failedParts: [{ part: "C02", says: "403" }], notEvidenceBecause: "a customer directory could not be read" };
  assert.equal(drawReading(failed).length, 3);
});
