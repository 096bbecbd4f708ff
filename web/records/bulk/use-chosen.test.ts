import assert from "node:assert/strict";
import { test } from "node:test";
import { toggleRows } from "./use-chosen.ts";

const rows = [10, 11, 12, 13, 14].map((id) => ({ id }));
const getRow = (index: number) => rows[index];
const nothing = { mark: "all", ids: new Set<number>(), isAll: false, last: null };
const tick = (state: typeof nothing | ReturnType<typeof toggleRows>, index: number, isRange = false) =>
  toggleRows(state, { index, isRange, getRow });

test("a tick chooses a row, another takes it away", () => {
  const one = tick(nothing, 2);
  assert.deepEqual([...one.ids], [12]);
  assert.deepEqual([...tick(one, 2).ids], []);
});

test("a range goes from the last tick to this one, in either direction, and becomes as this one does", () => {
  const down = tick(tick(nothing, 1), 3, true);
  assert.deepEqual([...down.ids], [11, 12, 13]);
  assert.deepEqual([...tick(tick(nothing, 3), 1, true).ids], [11, 12, 13]);
  assert.deepEqual([...tick(down, 2, true).ids], [11], "from the third to the second, taken away");
});

test("a row that was not fetched is not chosen, and where all are chosen a tick changes nothing", () => {
  assert.deepEqual([...tick(nothing, 9).ids], []);
  const all = { ...nothing, isAll: true };
  assert.equal(tick(all, 1), all);
});
