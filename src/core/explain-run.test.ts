import assert from "node:assert/strict";
import { test } from "node:test";
import type { Run, RunState } from "../model/run.ts";
import { explainRunTimes } from "./explain-run.ts";

const startedAt = new Date("2026-11-21T14:02:11Z");
const soon = new Date("2026-11-21T14:02:13.5Z");
const later = new Date("2026-11-21T14:29:00Z");
const nextDay = new Date("2026-11-22T09:00:00Z");

const cases: readonly (readonly [string, RunState, Date | null, string])[] = [
  ["a preview was planned, and is not unfinished", "planned", null, "planned 21 Nov 2026 14:02 UTC"],
  ["a plan that waits was planned", "waiting", null, "planned 21 Nov 2026 14:02 UTC"],
  ["a plan that is out of date was planned", "superseded", null, "planned 21 Nov 2026 14:02 UTC"],
  ["a run at work is not finished", "applying", null, "started 21 Nov 2026 14:02 UTC, not finished"],
  ["a plan approved later has two times and no duration", "applied", later, "planned 21 Nov 2026 14:02 UTC, applied 14:29 UTC"],
  ["a plan approved on another day has that day", "applied", nextDay, "planned 21 Nov 2026 14:02 UTC, applied 22 Nov 2026 09:00 UTC"],
  ["a plan applied at once has one time", "applied", soon, "planned and applied 21 Nov 2026 14:02 UTC"],
  ["a rejected plan has two times", "rejected", later, "planned 21 Nov 2026 14:02 UTC, rejected 14:29 UTC"],
  ["a run that nobody had to answer has its duration", "nothingToDo", soon, "21 Nov 2026 14:02 UTC, 2.5 s"],
  ["a run that failed has its duration", "failed", soon, "21 Nov 2026 14:02 UTC, 2.5 s"],
];

for (const [says, state, finishedAt, expected] of cases) {
  test(`P3 ${says}`, () => {
    const run: Pick<Run, "state" | "startedAt" | "finishedAt"> = { state, startedAt, finishedAt };
    assert.equal(explainRunTimes(run), expected);
  });
}
