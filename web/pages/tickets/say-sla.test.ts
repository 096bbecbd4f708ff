import assert from "node:assert/strict";
import { test } from "node:test";
import { sayNextDeadline, shareUsed, toneOf } from "./say-sla.ts";

const none = { kind: "none", minutes: null, says: "not promised" } as const;
const met = { kind: "met", minutes: null, says: "in time" } as const;

test("the answer is said as long as somebody waits for it, then the solution", () => {
  const resolution = { kind: "due", minutes: 240, says: "due in 4 h" } as const;
  const response = { kind: "due", minutes: 25, says: "due in 25 min" } as const;
  assert.deepEqual(sayNextDeadline({ sla: { response, resolution } }), { says: "answer in 25 min", tone: "waiting" });
  assert.deepEqual(sayNextDeadline({ sla: { response: met, resolution } }), { says: "solution in 4 h", tone: "info" });
});

test("a clock that stands says so, and what is left", () => {
  const waits = (minutes: number) => ({ kind: "waits", minutes, says: "long words" }) as const;
  assert.equal(sayNextDeadline({ sla: { response: met, resolution: waits(200) } })?.says, "waits, 3 h 20 min left");
  const overdue = { kind: "overdue", minutes: 120, says: "overdue by 2 h" } as const;
  assert.equal(sayNextDeadline({ sla: { response: met, resolution: overdue } })?.says, "overdue by 2 h");
  assert.equal(sayNextDeadline({ sla: { response: met, resolution: waits(-45) } })?.says, "waits, overdue by 45 min");
});

test("nothing is said where nothing is promised", () => {
  assert.equal(sayNextDeadline({ sla: { response: none, resolution: none } }), null);
});

test("a clock that stands is bad only when it was too late before", () => {
  assert.equal(toneOf({ kind: "waits", minutes: 30, says: "" }), "neutral");
  assert.equal(toneOf({ kind: "waits", minutes: -30, says: "" }), "bad");
});

test("the drawn clock is never more than full, and stops where the work did", () => {
  const span = { from: "2026-11-21T09:00:00.000Z", by: "2026-11-21T11:00:00.000Z" };
  const at = (time: string) => Date.parse(`2026-11-21T${time}:00.000Z`);
  assert.equal(shareUsed({ ...span, until: null, now: at("10:00") }), 0.5);
  assert.equal(shareUsed({ ...span, until: null, now: at("15:00") }), 1);
  assert.equal(shareUsed({ ...span, until: "2026-11-21T09:30:00.000Z", now: at("15:00") }), 0.25);
});
