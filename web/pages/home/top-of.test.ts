import { equal } from "node:assert/strict";
import { test } from "node:test";
import { topOf } from "./top-of.ts";

test("A scale ends at the next round number whose half is whole", () => {
  for (const [largest, top] of [
    [0, 2],
    [1, 2],
    [3, 4],
    [9, 10],
    [10, 10],
    [11, 20],
    [46, 60],
    [859, 1000],
    [1001, 2000],
  ] as const) {
    equal(topOf(largest), top, String(largest));
  }
});
