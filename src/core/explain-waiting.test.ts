import assert from "node:assert/strict";
import { test } from "node:test";
import type { LimitVerdict } from "../model/run.ts";
import { listWaiting } from "./explain-waiting.ts";

type Facts = Parameters<typeof listWaiting>[0][number];

const counts = {
  people: 903,
  unchanged: 9,
  kinds: { create: 684, update: 158, link: 17, decide: 2 },
  siteMoves: 9,
  roleLosses: 0,
  placed: 870,
  matchedBy: {},
  leftOut: {},
};
const deactivations: LimitVerdict = { name: "deactivations", value: 61, count: 25, percent: 5, share: 7, base: 870, isTripped: true };
const hour = (n: number) => new Date(Date.UTC(2026, 10, 21, n));

function make(id: number, name: string, change: Partial<Omit<Facts, "connection">> & { state?: Facts["connection"]["state"] } = {}): Facts {
  const { state = "connected", ...facts } = change;
  return {
    connection: { id, name, provider: "google", state, pausedBecause: null },
    hasMappings: true,
    isImported: true,
    waiting: null,
    planned: null,
    openQuestions: 0,
    failing: null,
    ...facts,
  };
}

const say = (connections: readonly Facts[]) => listWaiting(connections).map(({ sentence, verb, href }) => `${sentence} [${verb} ${href}]`);

test("a healthy directory waits for nobody, nor does one that was disconnected on purpose", () => {
  assert.deepEqual(say([make(1, "Brightwater IT"), make(2, "Former", { state: "disconnected" })]), []);
});

test("a first import and people to decide, as the demo begins", () => {
  const alder = make(2, "Alder & Finch", { isImported: false, planned: { runId: 12, counts, since: hour(14) }, openQuestions: 2 });
  assert.deepEqual(say([make(1, "Brightwater IT"), alder]), [
    "Alder & Finch: first import ready to review, 859 changes [Review /runs/12]",
    "2 people to decide [Decide /decide?connection=2]",
  ]);
});

test("the worst comes first, among equals what waits longest; who asks is named where several do", () => {
  const connections = [
    make(1, "A", { openQuestions: 1 }),
    make(2, "B", { waiting: { runId: 21, limits: [deactivations], since: hour(9) }, openQuestions: 3 }),
    make(3, "C", { waiting: { runId: 31, limits: [deactivations], since: hour(8) } }),
    make(4, "D", { failing: { runId: 41, since: hour(7) } }),
    make(5, "E", { state: "paused", failing: { runId: 51, since: hour(10) } }),
    make(6, "F", { state: "new", isImported: false }),
    make(7, "G", { hasMappings: false, isImported: false }),
  ];
  assert.deepEqual(say(connections), [
    "E: Google refused the sign-in; nothing is read until somebody connects again [Reconnect /directories/5/set-up]",
    "D: reading fails; nobody was touched [See why /runs/41]",
    "C: 61 to deactivate, over the limit; nothing was written [Review /runs/31]",
    "B: 61 to deactivate, over the limit; nothing was written [Review /runs/21]",
    "A: 1 person to decide [Decide /decide?connection=1]",
    "B: 3 people to decide [Decide /decide?connection=2]",
    "F: not connected yet [Connect /directories/6/set-up]",
    "G: no rule says who goes where yet [Continue set-up /directories/7/set-up]",
  ]);
});

test("a newer preview is no second thing to review while an older plan waits", () => {
  const both = make(1, "A", {
    waiting: { runId: 21, limits: [deactivations], since: hour(9) },
    planned: { runId: 22, counts, since: hour(10) },
  });
  assert.deepEqual(say([both]), ["A: 61 to deactivate, over the limit; nothing was written [Review /runs/21]"]);
});
