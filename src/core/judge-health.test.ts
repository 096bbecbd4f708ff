import assert from "node:assert/strict";
import { test } from "node:test";
import type { LimitVerdict } from "../model/run.ts";
import { emptyCounts } from "./guard.ts";
import { compareHealth, explainOpenPlan, type HealthFacts, judgeHealth } from "./judge-health.ts";

const now = new Date("2026-11-21T14:30:00Z");
const fine: HealthFacts = {
  connection: { id: 2, state: "connected", pausedBecause: null },
  hasMappings: true,
  isImported: true,
  waiting: null,
  planned: null,
  openQuestions: 0,
  failing: null,
};
const limit = (name: LimitVerdict["name"], value: number, isTripped: boolean): LimitVerdict => ({
  name,
  value,
  count: 25,
  percent: 5,
  share: 7,
  base: 870,
  isTripped,
});
const waiting = { runId: 15, limits: [limit("deactivations", 61, true), limit("siteMoves", 2, false)], since: now };
const planned = { runId: 12, counts: { ...emptyCounts(903), kinds: { create: 684, update: 175, leftOut: 33 } }, since: now };
const failing = (at: string) => ({ runId: 9, since: new Date(at) });
const state = (value: HealthFacts["connection"]["state"], pausedBecause: string | null = null) => ({
  connection: { id: 2, state: value, pausedBecause },
});

const cases: readonly { says: string; change: Partial<HealthFacts>; health: string; words: string; leads: string }[] = [
  { says: "all is well", change: {}, health: "healthy", words: "Healthy", leads: "Open /directories/2" },
  {
    says: "nobody connected it",
    change: state("new"),
    health: "notConnected",
    words: "Not connected yet",
    leads: "Set up /directories/2/set-up",
  },
  {
    says: "its sign-in was refused",
    change: { ...state("paused", "Google took the permission back"), failing: failing("2026-11-17T08:00:00Z") },
    health: "paused",
    words: "Paused: Google took the permission back",
    leads: "Reconnect /directories/2/set-up",
  },
  {
    says: "somebody disconnected it",
    change: state("disconnected"),
    health: "disconnected",
    words: "Disconnected",
    leads: "Connect /directories/2/set-up",
  },
  {
    says: "its readings fail since this week",
    change: { failing: failing("2026-11-17T08:00:00Z"), waiting },
    health: "failing",
    words: "Failing since Tuesday",
    leads: "See why /runs/9",
  },
  {
    says: "its readings fail since today",
    change: { failing: failing("2026-11-21T09:05:00Z") },
    health: "failing",
    words: "Failing since 09:05 UTC",
    leads: "See why /runs/9",
  },
  {
    says: "its readings fail for long",
    change: { failing: failing("2026-11-03T09:05:00Z") },
    health: "failing",
    words: "Failing since 3 Nov 2026",
    leads: "See why /runs/9",
  },
  {
    says: "a plan is over a limit",
    change: { waiting, planned },
    health: "waiting",
    words: "Waiting: 61 to deactivate",
    leads: "Review /runs/15",
  },
  {
    says: "a preview is ready",
    change: { planned, openQuestions: 2 },
    health: "waiting",
    words: "Waiting: 859 changes to review",
    leads: "Review /runs/12",
  },
  {
    says: "the first import is ready",
    change: { planned, isImported: false },
    health: "waiting",
    words: "Waiting: first import to review, 859 changes",
    leads: "Review /runs/12",
  },
  {
    says: "people are to be decided",
    change: { openQuestions: 1 },
    health: "waiting",
    words: "Waiting: 1 person to decide",
    leads: "Decide /decide?connection=2",
  },
  {
    says: "nobody is sent anywhere",
    change: { hasMappings: false, isImported: false },
    health: "waiting",
    words: "Waiting: no rule says who goes where yet",
    leads: "Continue set-up /directories/2/set-up",
  },
  {
    says: "nothing was imported",
    change: { isImported: false },
    health: "waiting",
    words: "Waiting: nothing is imported yet",
    leads: "Continue set-up /directories/2/set-up",
  },
];

for (const { says, change, health, words, leads } of cases) {
  test(`A connection says how it fares when ${says}`, () => {
    const judged = judgeHealth({ ...fine, ...change }, now);
    assert.deepEqual([judged.health, judged.says, `${judged.action.verb} ${judged.action.href}`], [health, words, leads]);
  });
}

test("Connections are sorted worst first: failing beats alphabet, the longest standing beats the newer", () => {
  const rows = [
    { name: "Alder", health: "healthy", since: null },
    { name: "Zeta", health: "failing", since: new Date("2026-11-20T00:00:00Z") },
    { name: "Brand", health: "waiting", since: now },
    { name: "Acme", health: "failing", since: now },
    { name: "Castle", health: "waiting", since: null },
  ] as const;
  assert.deepEqual(
    rows.toSorted(compareHealth).map((row) => row.name),
    ["Zeta", "Acme", "Brand", "Castle", "Alder"],
  );
});

test("A plan says what it says, else how many changes are ready", () => {
  assert.equal(explainOpenPlan({ says: "Waiting for you.", counts: null }), "Waiting for you.");
  assert.equal(explainOpenPlan({ says: null, counts: planned.counts }), "859 changes are ready to review. Nothing has been written yet.");
});
