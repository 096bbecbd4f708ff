import assert from "node:assert/strict";
import { test } from "node:test";
import { growTree } from "./grow-tree.ts";
import { settingsAreas } from "./settings-areas.ts";
import { settingsKinds } from "./settings-kinds.ts";

test("categories stand below their parents, and those whose parent was not found stand at the root", () => {
  const tree = growTree([
    { id: 1, parentId: null },
    { id: 2, parentId: 1 },
    { id: 3, parentId: 2 },
    { id: 4, parentId: 99 },
  ]);
  assert.deepEqual(
    tree.map(({ record, below }) => [record.id, below.map((one) => [one.record.id, one.below.length])]),
    [
      [1, [[2, 1]]],
      [4, []],
    ],
  );
});

test("every kind that is set up has its place on the page of settings", () => {
  const places = settingsAreas.flatMap(({ entries }) => entries.map(({ href }) => href));
  assert.deepEqual(
    settingsKinds.map(({ path }) => `/settings/${path}`).filter((href) => !places.includes(href)),
    [],
  );
  assert.equal(new Set(places).size, places.length);
});
