import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { countUnfolded, rowAt } from "./unfold-rows.ts";

const folded = ["a", "b (2 runs)", "c", "d (3 runs)", "e"];
const getRow = (index: number) => folded[index];

suite("a list in which some rows are unfolded", () => {
  const unfolded = [
    { index: 1, rows: ["b1", "b2"] },
    { index: 3, rows: ["d1", "d2", "d3"] },
  ];

  test("shows what came out right below its row, and everything else in order", () => {
    const shown = Array.from({ length: folded.length + countUnfolded(unfolded) }, (_, place) => rowAt(place, unfolded, getRow).row);
    assert.deepEqual(shown, ["a", "b (2 runs)", "b1", "b2", "c", "d (3 runs)", "d1", "d2", "d3", "e"]);
  });

  test("tells the rows that came out from the one that stands for them", () => {
    assert.equal(rowAt(1, unfolded, getRow).isInner, false);
    assert.equal(rowAt(2, unfolded, getRow).isInner, true);
    assert.equal(rowAt(4, unfolded, getRow).isInner, false);
  });

  test("is the folded list while nothing came out", () => {
    assert.deepEqual(rowAt(2, [{ index: 1, rows: [] }], getRow), { row: "c", index: 2, isInner: false });
  });
});
