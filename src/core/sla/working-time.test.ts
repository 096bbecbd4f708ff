import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { WeekHours } from "../../model/records/ticket-setup.ts";
import { addWorkingMinutes, measureWorkingMinutes, type WorkingTime } from "./working-time.ts";

const office: WeekHours = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ from: "09:00", to: "17:00" }]]));
const always: WeekHours = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: "00:00", to: "24:00" }]]));
const lisbon: WorkingTime = { timeZone: "Europe/Lisbon", week: office, holidays: [] };

const at = (text: string) => new Date(text);
const measure = (hours: WorkingTime, from: string, to: string) => measureWorkingMinutes(hours, { from: at(from), to: at(to) });
const add = (hours: WorkingTime, from: string, minutes: number) => addWorkingMinutes(hours, at(from), minutes)?.toISOString() ?? null;

describe("working minutes", () => {
  const cases: readonly [string, WorkingTime, string, string, number][] = [
    ["within a day", lisbon, "2026-11-20T10:00:00Z", "2026-11-20T11:30:00Z", 90],
    ["before work begins", lisbon, "2026-11-20T06:00:00Z", "2026-11-20T09:30:00Z", 30],
    ["over a night", lisbon, "2026-11-19T16:00:00Z", "2026-11-20T10:00:00Z", 120],
    ["over a weekend", lisbon, "2026-11-20T16:30:00Z", "2026-11-23T09:15:00Z", 45],
    ["over a holiday", { ...lisbon, holidays: [{ date: "2026-11-20" }] }, "2026-11-19T16:00:00Z", "2026-11-23T10:00:00Z", 120],
    ["in summer, an hour earlier by UTC", lisbon, "2026-07-01T08:00:00Z", "2026-07-01T09:00:00Z", 60],
    [
      "over a day that a time zone leapt over",
      { timeZone: "Pacific/Apia", week: always, holidays: [] },
      "2011-12-29T10:00:00Z",
      "2011-12-31T10:00:00Z",
      48 * 60,
    ],
    ["backwards", lisbon, "2026-11-20T11:00:00Z", "2026-11-20T10:00:00Z", 0],
    ["of a day of 23 hours", { ...lisbon, week: always }, "2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z", 23 * 60],
    ["of a day of 25 hours", { ...lisbon, week: always }, "2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z", 25 * 60],
    [
      "of the hour that comes twice",
      { ...lisbon, week: { 7: [{ from: "01:00", to: "02:00" }] } },
      "2026-10-24T00:00:00Z",
      "2026-10-27T00:00:00Z",
      120,
    ],
    [
      "of the hour that does not come",
      { ...lisbon, week: { 7: [{ from: "01:15", to: "01:45" }] } },
      "2026-03-28T00:00:00Z",
      "2026-03-30T00:00:00Z",
      0,
    ],
    [
      "of a span that begins in the hour that does not come",
      { ...lisbon, week: { 7: [{ from: "01:30", to: "03:00" }] } },
      "2026-03-28T00:00:00Z",
      "2026-03-30T00:00:00Z",
      60,
    ],
    [
      "of spans that overlap, once",
      {
        ...lisbon,
        week: {
          5: [
            { from: "09:00", to: "13:00" },
            { from: "12:00", to: "14:00" },
          ],
        },
      },
      "2026-11-20T00:00:00Z",
      "2026-11-21T00:00:00Z",
      300,
    ],
    [
      "of an evening until midnight",
      { ...lisbon, week: { 5: [{ from: "22:00", to: "24:00" }] } },
      "2026-11-20T00:00:00Z",
      "2026-11-22T00:00:00Z",
      120,
    ],
  ];
  for (const [name, hours, from, to, minutes] of cases) test(name, () => assert.equal(measure(hours, from, to), minutes));
});

describe("a deadline", () => {
  test("falls on working time, and on the end of a day rather than on the start of the next", () => {
    assert.equal(add(lisbon, "2026-11-20T16:00:00Z", 60), "2026-11-20T17:00:00.000Z");
    assert.equal(add(lisbon, "2026-11-20T16:00:00Z", 61), "2026-11-23T09:01:00.000Z");
    assert.equal(add(lisbon, "2026-11-21T12:00:00Z", 480), "2026-11-23T17:00:00.000Z");
    assert.equal(add(lisbon, "2026-11-21T12:00:00Z", 0), "2026-11-21T12:00:00.000Z");
  });

  test("keeps to clocks where they change: eight hours over a night that is an hour shorter", () => {
    assert.equal(add({ ...lisbon, week: always }, "2026-03-28T20:00:00Z", 480), "2026-03-29T04:00:00.000Z");
    assert.equal(
      add({ ...lisbon, week: { 6: [{ from: "20:00", to: "24:00" }], 7: [{ from: "00:00", to: "24:00" }] } }, "2026-03-28T20:00:00Z", 300),
      "2026-03-29T01:00:00.000Z",
    );
  });

  test("never comes where nobody ever works", () => {
    assert.equal(add({ ...lisbon, week: {} }, "2026-11-20T16:00:00Z", 1), null);
    assert.equal(add({ ...lisbon, week: { 1: [] } }, "2026-11-20T16:00:00Z", 1), null);
    assert.equal(add({ ...lisbon, week: { 1: [{ from: "09:00", to: "09:01" }] } }, "2026-11-20T16:00:00Z", 1_000_000), null);
  });
});

const time = fc
  .integer({ min: 0, max: 95 })
  .map((n) => `${String(Math.floor(n / 4)).padStart(2, "0")}:${String((n % 4) * 15).padStart(2, "0")}`);
const span = fc
  .tuple(time, fc.oneof(time, fc.constant("24:00")))
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from, to }));
const anyHours: fc.Arbitrary<WorkingTime> = fc.record({
  timeZone: fc.constantFrom(
    "UTC",
    "Europe/Lisbon",
    "America/New_York",
    "America/Havana",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "America/Santiago",
  ),
  week: fc.dictionary(fc.constantFrom("1", "2", "3", "4", "5", "6", "7"), fc.array(span, { minLength: 1, maxLength: 3 }), { minKeys: 1 }),
  holidays: fc.array(
    fc.date({ min: at("2026-01-01"), max: at("2027-12-31"), noInvalidDate: true }).map((day) => ({ date: day.toISOString().slice(0, 10) })),
    { maxLength: 5 },
  ),
});
const moment = fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2027-06-30T00:00:00Z"), noInvalidDate: true });
const runs = { numRuns: 100 };

describe("laws of working time", () => {
  test("what is added is measured again, in any time zone and on any day", () => {
    fc.assert(
      fc.property(anyHours, moment, fc.integer({ min: 1, max: 3000 }), (hours, from, minutes) => {
        const to = addWorkingMinutes(hours, from, minutes);
        assert.ok(to !== null && Math.abs(measureWorkingMinutes(hours, { from, to }) - minutes) < 1e-6);
      }),
      runs,
    );
  });

  test("more minutes never end earlier, and a later start never ends earlier", () => {
    fc.assert(
      fc.property(anyHours, moment, moment, fc.nat(1000), fc.nat(1000), (hours, a, b, few, more) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const end = (from: Date, minutes: number) => addWorkingMinutes(hours, from, minutes)?.getTime() ?? Number.POSITIVE_INFINITY;
        assert.ok(end(early, few) <= end(early, few + more));
        assert.ok(end(early, few) <= end(late, few));
      }),
      runs,
    );
  });

  test("two stretches that follow each other add up, and none holds more than passed", () => {
    fc.assert(
      fc.property(anyHours, fc.uniqueArray(moment, { minLength: 3, maxLength: 3, selector: Number }), (hours, moments) => {
        const [from, middle, to] = moments.toSorted((a, b) => a.getTime() - b.getTime());
        assert.ok(from !== undefined && middle !== undefined && to !== undefined);
        const whole = measureWorkingMinutes(hours, { from, to });
        const parts = measureWorkingMinutes(hours, { from, to: middle }) + measureWorkingMinutes(hours, { from: middle, to });
        assert.ok(Math.abs(whole - parts) < 1e-6);
        assert.ok(whole <= (to.getTime() - from.getTime()) / 60_000 + 1e-6);
      }),
      runs,
    );
  });
});
