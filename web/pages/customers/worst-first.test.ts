import assert from "node:assert/strict";
import { test } from "node:test";
import { worstFirst } from "./worst-first.ts";

const fine = { name: "fine", bought: 5, assigned: 5, assignedToInactive: 0, billed: 5 };

test("seats that cost somebody money stand first, then what could be taken back, the rest as it came", () => {
  const seats = [
    fine,
    { ...fine, name: "held by leavers", assignedToInactive: 2 },
    { ...fine, name: "never billed", billed: 0 },
    { ...fine, name: "billed too much", billed: 6 },
    { ...fine, name: "assigned too often", assigned: 7 },
  ];
  assert.deepEqual(
    worstFirst(seats).map(({ name }) => name),
    ["billed too much", "assigned too often", "held by leavers", "fine", "never billed"],
  );
});
