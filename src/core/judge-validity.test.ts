import assert from "node:assert/strict";
import { test } from "node:test";
import { makeSettings } from "../../test/make.ts";
import type { Run, RunKind, RunState } from "../model/run.ts";
import { judgeRunActions } from "./judge-run-actions.ts";
import { judgeValidity, plansTheSame } from "./judge-validity.ts";

const startedAt = new Date("2026-11-21T14:02:00Z");
const readAt = new Date("2026-11-21T14:02:11Z");
const facts = { readAt, currentSettingsVersion: 3, hasNewSettings: false, directory: "Google" };

function judge(state: RunState, now: string, change: Partial<typeof facts & { kind: RunKind; readAt: Date | null }> = {}) {
  const { kind = "manual", ...more } = change;
  return judgeValidity({ kind, state, startedAt, settingsVersion: 3 }, { ...facts, ...more, now: new Date(now) });
}

test("G10 a preview is believed for two hours after its reading", () => {
  const validUntil = new Date("2026-11-21T16:02:11Z");
  assert.deepEqual(judge("planned", "2026-11-21T16:02:10Z"), { validUntil, staleBecause: null });
  assert.deepEqual(judge("planned", "2026-11-21T16:02:11Z"), {
    validUntil,
    staleBecause: "Google was read 21 Nov 2026 14:02 UTC, more than 2 hours ago.",
  });
});

test("P3 a plan that waits for approval is given up after a day", () => {
  assert.equal(judge("waiting", "2026-11-22T14:01:59Z").staleBecause, null);
  assert.equal(judge("waiting", "2026-11-22T14:02:00Z").staleBecause, "Nobody answered within 24 hours.");
});

test("G10 new settings make a plan stale, whatever its age", () => {
  const { staleBecause } = judge("planned", "2026-11-21T14:03:00Z", { hasNewSettings: true, currentSettingsVersion: 4 });
  assert.equal(staleBecause, "The settings were changed after this plan was made: it is of version 3, version 4 is in force.");
});

test("P4 an undo has no end, and a run that is over neither", () => {
  assert.deepEqual(judge("planned", "2027-01-01T00:00:00Z", { kind: "undo", hasNewSettings: true }), {
    validUntil: null,
    staleBecause: null,
  });
  assert.deepEqual(judge("applied", "2027-01-01T00:00:00Z"), { validUntil: null, staleBecause: null });
});

test("P3 settings that differ in their limits only plan the same", () => {
  const settings = makeSettings();
  const raised = { ...settings, limits: { ...settings.limits, deactivations: { count: 61, percent: 8 } } };
  assert.equal(plansTheSame(settings, raised), true);
  assert.equal(plansTheSame(settings, { ...raised, keepsSiteOfExisting: true }), false);
});

const run: Run = {
  id: 12,
  connectionId: 1,
  kind: "manual",
  entities: ["user", "agent"],
  state: "planned",
  startedBy: "Owen",
  startedAt,
  finishedAt: null,
  milliseconds: 0,
  undoesRunId: null,
  settingsVersion: 3,
  reading: null,
  counts: null,
  limits: [],
  planHash: "7f3a".padEnd(64, "0"),
  result: null,
  says: null,
};
const actionFacts = {
  run,
  connection: { name: "Alder & Finch", isDisconnected: false },
  staleBecause: null,
  ticked: 5,
  standing: 0,
  undoneByRunId: null,
  waiting: null,
  isLive: false,
};
type Facts = Parameters<typeof judgeRunActions>[0];
type Action = keyof ReturnType<typeof judgeRunActions>;

const possible: readonly (readonly [string, Action, Partial<Facts>])[] = [
  ["a fresh preview can be applied", "apply", {}],
  ["rows of a preview can be chosen", "tick", {}],
  ["a preview can be rejected", "reject", {}],
  ["a plan that waits can be approved", "approve", { run: { ...run, state: "waiting" } }],
  [
    "an undo is applied while another plan waits",
    "apply",
    { run: { ...run, kind: "undo" }, waiting: { ...run, id: 11, state: "waiting" } },
  ],
  ["an applied run can be taken back", "undo", { run: { ...run, state: "applied" }, standing: 3 }],
  ["a run that reads here can be stopped", "cancel", { run: { ...run, state: "reading" }, isLive: true }],
  ["a failed run is tried again", "retry", { run: { ...run, state: "failed" } }],
  [
    "a run of which rows were left out is tried again",
    "retry",
    { run: { ...run, state: "applied", result: { applied: 1, failed: 0, changedSince: 1, unticked: 0 } } },
  ],
];

for (const [says, action, change] of possible) {
  test(`G10 ${says}`, () => assert.deepEqual(judgeRunActions({ ...actionFacts, ...change })[action], { isPossible: true, because: null }));
}

const impossible: readonly (readonly [Action, Partial<Facts>, RegExp])[] = [
  ["apply", { ticked: 0 }, /^No row is selected\.$/],
  ["apply", { staleBecause: "Too old." }, /^Too old\.$/],
  ["apply", { waiting: { ...run, id: 11, state: "waiting" } }, /^Plan 11-7F3A waits for approval, and comes first/],
  ["apply", { connection: { name: "Alder & Finch", isDisconnected: true } }, /was disconnected/],
  ["apply", { run: { ...run, state: "waiting" } }, /is over a limit: it is approved or rejected/],
  ["apply", { run: { ...run, kind: "whatIf", state: "shown" } }, /a look at what settings would do/],
  ["tick", { run: { ...run, kind: "whatIf", state: "shown" } }, /a look at what settings would do/],
  ["approve", {}, /Only a plan that is over a limit/],
  ["reject", { run: { ...run, state: "applied" } }, /^Run 12 is applied\.$/],
  ["undo", {}, /Only what was applied/],
  ["undo", { run: { ...run, state: "applied" }, undoneByRunId: 16 }, /taken back already, by run 16/],
  ["cancel", { run: { ...run, state: "applying" }, isLive: true }, /let it finish/],
  ["cancel", { run: { ...run, state: "reading" } }, /another process/],
  ["cancel", {}, /^Run 12 is ready to apply\.$/],
  ["retry", {}, /^Run 12 is ready to apply\.$/],
  ["retry", { run: { ...run, state: "applied", result: { applied: 1, failed: 0, changedSince: 0, unticked: 0 } } }, /Nothing failed/],
];

for (const [action, change, because] of impossible) {
  test(`G10 ${action} is not offered, and says why: ${because.source}`, () => {
    const answer = judgeRunActions({ ...actionFacts, ...change })[action];
    assert.equal(answer.isPossible, false);
    assert.match(answer.because ?? "", because);
  });
}
