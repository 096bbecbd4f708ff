import assert from "node:assert/strict";
import { test } from "node:test";
import { makeChange, makeGrant } from "../../test/make.ts";
import { defaultLimits, type Limit, type LimitName } from "../model/settings.ts";
import { countPerson, doubtAboutAbsence, emptyCounts, type GuardFacts, judgeLimits, weigh } from "./guard.ts";

const none: Record<LimitName, number> = { deactivations: 0, roleLosses: 0, siteMoves: 0, creations: 0 };
const free = { count: null, percent: null };
const unlimited = { deactivations: free, roleLosses: free, siteMoves: free, creations: free, shrinkPercent: 30 };

function trips(value: number, limit: Limit, change: Partial<GuardFacts> & { name?: LimitName } = {}): boolean {
  const { name = "deactivations", ...facts } = change;
  const verdicts = judgeLimits({
    totals: { ...none, [name]: value },
    base: 100,
    limits: { ...unlimited, [name]: limit },
    isFirstImport: false,
    ...facts,
  });
  return verdicts.some((verdict) => verdict.isTripped);
}

const cases: readonly { says: string; trips: boolean; is: boolean }[] = [
  { says: "exactly the number is within it", trips: trips(25, { count: 25, percent: null }), is: false },
  { says: "one more is over it", trips: trips(26, { count: 25, percent: null }), is: true },
  { says: "exactly the percentage is within it", trips: trips(5, { count: null, percent: 5 }), is: false },
  { says: "one more than the percentage is over it", trips: trips(6, { count: null, percent: 5 }), is: true },
  { says: "either of number and percentage is enough", trips: trips(6, { count: 25, percent: 5 }), is: true },
  { says: "one person alone never trips a percentage", trips: trips(1, { count: null, percent: 5 }, { base: 2 }), is: false },
  { says: "one person alone trips a number of none", trips: trips(1, { count: 0, percent: null }), is: true },
  { says: "a percentage of nobody is over any", trips: trips(2, { count: null, percent: 50 }, { base: 0 }), is: true },
  { says: "no limit is never tripped", trips: trips(1000, free), is: false },
  {
    says: "creations are not limited in the first import",
    trips: trips(1000, { count: 1, percent: 1 }, { name: "creations", isFirstImport: true }),
    is: false,
  },
  { says: "creations are limited afterwards", trips: trips(1000, { count: 1, percent: 1 }, { name: "creations" }), is: true },
  {
    says: "site moves are limited in the first import too",
    trips: trips(2, { count: 1, percent: null }, { name: "siteMoves", isFirstImport: true }),
    is: true,
  },
];

for (const { says, trips: trip, is } of cases) {
  test(`P3 limits: ${says}`, () => {
    assert.equal(trip, is);
  });
}

test("P3 the default limits stop at 26 deactivations, at 5 % of them, at 6 role losses, 51 site moves and 101 creations", () => {
  const { deactivations, roleLosses, siteMoves, creations } = defaultLimits;
  assert.deepEqual([deactivations, roleLosses.count, siteMoves.count, creations.count], [{ count: 25, percent: 5 }, 5, 50, 100]);
});

test("P3 a line weighs what it takes away: activity, roles, the site; and what it creates", () => {
  const lines = [
    makeChange({ kind: "deactivate", active: { before: true, after: false } }),
    makeChange({ kind: "remove" }),
    makeChange({ losses: [makeGrant({ kind: "userRole", id: 1 }), makeGrant({ kind: "userRole", id: 2 })] }),
    makeChange({ site: { before: 1, after: 2 } }),
    makeChange({ kind: "create", site: { before: null, after: 2 }, active: { before: null, after: false } }),
    makeChange({ kind: "reactivate", active: { before: false, after: true }, gains: [makeGrant({ kind: "userRole", id: 1 })] }),
  ];
  assert.deepEqual(lines.map(weigh), [
    { ...none, deactivations: 1 },
    { ...none, deactivations: 1 },
    { ...none, roleLosses: 1 },
    { ...none, siteMoves: 1 },
    { ...none, creations: 1 },
    none,
  ]);
});

const doubts: readonly { says: string; facts: Partial<Parameters<typeof doubtAboutAbsence>[0]>; isProof: boolean }[] = [
  { says: "as many as before", facts: {}, isProof: true },
  { says: "a few fewer", facts: { people: 70 }, isProof: true },
  { says: "more than the limit fewer", facts: { people: 69 }, isProof: false },
  { says: "nobody where there was somebody", facts: { people: 0, shrinkPercent: 100 }, isProof: false },
  { says: "nobody where there was nobody", facts: { people: 0, before: 0 }, isProof: true },
  { says: "the first complete reading", facts: { before: null }, isProof: false },
  { says: "another question than before", facts: { isSameQuestion: false }, isProof: false },
  { says: "more than before", facts: { people: 1000 }, isProof: true },
];

for (const { says, facts, isProof } of doubts) {
  test(`P3 a reading is ${isProof ? "" : "no "}proof of absence: ${says}`, () => {
    const doubt = doubtAboutAbsence({ people: 100, before: 100, isSameQuestion: true, shrinkPercent: 30, ...facts });
    assert.equal(doubt === null, isProof, doubt ?? "");
  });
}

test("P3 the tally counts a person without lines as unchanged, and lines by kind, match and reason", () => {
  const counts = emptyCounts(3);
  countPerson(counts, []);
  countPerson(counts, [makeChange({ site: { before: 1, after: 2 } })]);
  countPerson(counts, [makeChange({ kind: "leftOut", because: [{ kind: "leftOut", reason: "protected", detail: null }] })]);
  assert.deepEqual(counts, {
    ...emptyCounts(3),
    unchanged: 1,
    kinds: { update: 1, leftOut: 1 },
    siteMoves: 1,
    matchedBy: { byId: 1 },
    leftOut: { protected: 1 },
  });
});
