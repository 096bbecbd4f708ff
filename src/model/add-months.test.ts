import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addMonths, dayOf } from "./add-months.ts";

test("D5 the 31st is the last day of shorter months, and the 31st again afterwards", () => {
  const days: string[] = ["2026-12-31"];
  for (let month = 0; month < 4; month += 1) days.push(addMonths(days.at(-1) ?? "", 1, 31));
  assert.deepEqual(days, ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]);
  assert.equal(addMonths("2027-11-30", 3, 30), "2028-02-29");
  assert.equal(addMonths("2026-01-15", -2, 15), "2025-11-15");
});

test("D5 months add up, and there and back is where it began", () => {
  const date = fc
    .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));
  const months = fc.integer({ min: -200, max: 200 });
  fc.assert(
    fc.property(date, months, months, (from, a, b) => {
      const day = dayOf(from);
      assert.equal(addMonths(addMonths(from, a, day), b, day), addMonths(from, a + b, day));
      assert.equal(addMonths(addMonths(from, a, day), -a, day), from);
    }),
  );
});
