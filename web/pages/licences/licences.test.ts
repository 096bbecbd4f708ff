import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSteps } from "./draw-steps.ts";
import { explainSeat } from "./explain-seat.ts";

const plot = { from: Date.parse("2026-01-01T00:00:00Z"), until: Date.parse("2026-01-11T00:00:00Z"), top: 10, width: 100, height: 50 };

test("a quantity is drawn as steps: it holds until the next one, and the last one until now", () => {
  const path = drawSteps(
    [
      { at: "2026-01-06T00:00:00Z", value: 10 },
      { at: "2026-01-01T00:00:00Z", value: 5 },
    ],
    plot,
  );
  assert.equal(path, "M0 25H50V0H100");
});

test("without a quantity nothing is drawn", () => {
  assert.equal(drawSteps([], plot), "");
});

test("what costs somebody money is said first, and what is billed nowhere is no difference", () => {
  const agreed = { bought: 10, assigned: 8, assignedToInactive: 0, billed: 10 };
  const said = (change: Partial<typeof agreed>) => explainSeat({ ...agreed, ...change })?.words ?? null;
  assert.equal(said({}), null);
  assert.equal(said({ billed: 0 }), null);
  assert.equal(said({ assigned: 12, billed: 9 }), "2 more assigned than bought");
  assert.equal(said({ billed: 9, assignedToInactive: 3 }), "1 bought and not billed");
  assert.equal(said({ billed: 11 }), "1 more billed than bought");
  assert.equal(said({ assignedToInactive: 3 }), "3 could be taken back");
});
