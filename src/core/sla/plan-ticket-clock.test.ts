import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { explainSla } from "./explain-sla.ts";
import { judgeSla } from "./judge-sla.ts";
import { type ClockChange, planTicketClock, type SlaPromise, type TicketClock } from "./plan-ticket-clock.ts";

const week = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ from: "09:00", to: "17:00" }]]));
const hours = { timeZone: "UTC", week, holidays: [] };
const promise: SlaPromise = { hours, responseMinutes: 60, resolutionMinutes: 480 };
const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const createdAt = at("19T10:00");

/** A ticket of Thursday at ten, and what happens to it. */
function follow(...changes: readonly (Pick<ClockChange, "now" | "state"> & Partial<ClockChange>)[]): TicketClock {
  let clock = planTicketClock({ before: null, createdAt, now: createdAt, state: "open", promise, isPromiseNew: true });
  for (const change of changes) clock = planTicketClock({ before: clock, createdAt, promise, isPromiseNew: false, ...change });
  return clock;
}
const deadlines = (clock: TicketClock) => [clock.respondBy, clock.resolveBy].map((day) => day?.toISOString().slice(8, 16) ?? null);

describe("D4 the clock of a ticket", () => {
  test("runs in working hours from when the ticket was opened", () => assert.deepEqual(deadlines(follow()), ["19T11:00", "20T10:00"]));

  test("stands while the ticket waits, and deadlines move by the working time that it stood", () => {
    const waiting = follow({ now: at("19T10:30"), state: "waiting" });
    assert.deepEqual([waiting.waitingSince, ...deadlines(waiting)], [at("19T10:30"), "19T11:00", "20T10:00"]);
    const still = follow({ now: at("19T10:30"), state: "waiting" }, { now: at("19T12:30"), state: "waiting" });
    assert.deepEqual(still.waitingSince, at("19T10:30"), "another status that waits changes nothing");
    const on = follow({ now: at("19T10:30"), state: "waiting" }, { now: at("20T09:30"), state: "open" });
    assert.deepEqual([on.waitingSince, on.waitedMinutes, ...deadlines(on)], [null, 420, "20T10:00", "20T17:00"]);
  });

  test("stands while the ticket is closed, and goes on when it is opened again", () => {
    const closed = follow({ now: at("19T12:00"), state: "closed" });
    assert.deepEqual([closed.isClosed, closed.closedAt, closed.respondedAt], [true, at("19T12:00"), at("19T12:00")]);
    const reopened = follow({ now: at("19T12:00"), state: "closed" }, { now: at("20T12:00"), state: "open" });
    assert.deepEqual([reopened.isClosed, reopened.closedAt, reopened.waitedMinutes], [false, null, 480]);
    assert.deepEqual(deadlines(reopened), ["19T11:00", "23T10:00"], "the answer was given, its deadline stays");
  });

  test("from waiting to closed counts the wait once", () => {
    const clock = follow(
      { now: at("19T11:00"), state: "waiting" },
      { now: at("19T13:00"), state: "closed" },
      { now: at("19T14:00"), state: "open" },
    );
    assert.equal(clock.waitedMinutes, 180);
  });

  test("is made anew by another priority or SLA, and promises nothing without a target", () => {
    const faster = { ...promise, responseMinutes: 30, resolutionMinutes: 120 };
    assert.deepEqual(deadlines(follow({ now: at("19T10:10"), state: "open", promise: faster, isPromiseNew: true })), [
      "19T10:30",
      "19T12:00",
    ]);
    assert.deepEqual(deadlines(follow({ now: at("19T10:10"), state: "open", promise: null, isPromiseNew: true })), [null, null]);
    const open = { ...promise, responseMinutes: null };
    assert.deepEqual(deadlines(follow({ now: at("19T10:10"), state: "open", promise: open, isPromiseNew: true })), [null, "20T10:00"]);
  });
});

describe("how a ticket stands against its SLA", () => {
  const said = (clock: TicketClock, now: Date) => {
    const { response, resolution } = judgeSla(clock, { hours, now });
    return [explainSla(response), explainSla(resolution)];
  };
  for (const [name, clock, now, words] of [
    ["due", follow(), at("19T10:20"), ["due in 40 min", "due in 7 h 40 min"]],
    ["due this minute", follow(), at("19T11:00"), ["due now", "due in 7 h"]],
    ["overdue, nights left out", follow(), at("20T11:00"), ["overdue by 8 h", "overdue by 1 h"]],
    ["overdue at night", follow(), at("20T18:00"), ["overdue by 14 h", "overdue by 7 h"]],
    ["answered in time", { ...follow(), respondedAt: at("19T10:59") }, at("19T12:00"), ["in time", "due in 6 h"]],
    ["answered late", { ...follow(), respondedAt: at("19T11:05") }, at("19T12:00"), ["late by 5 min", "due in 6 h"]],
    ["closed late", follow({ now: at("20T10:30"), state: "closed" }), at("27T12:00"), ["late by 7 h 30 min", "late by 30 min"]],
    [
      "waiting",
      follow({ now: at("19T10:30"), state: "waiting" }),
      at("27T12:00"),
      ["30 min left when the ticket goes on", "7 h 30 min left when the ticket goes on"],
    ],
    [
      "waiting, too late",
      follow({ now: at("19T11:30"), state: "waiting" }),
      at("27T12:00"),
      ["overdue by 30 min; the clock stands while the ticket waits", "6 h 30 min left when the ticket goes on"],
    ],
  ] as const)
    test(name, () => assert.deepEqual(said(clock, now), words));

  test("without an SLA nothing is promised", () => {
    assert.equal(explainSla(judgeSla(follow(), { hours: null, now: createdAt }).response), "not promised");
  });
});
