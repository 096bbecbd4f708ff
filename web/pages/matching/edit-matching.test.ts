import assert from "node:assert/strict";
import { test } from "node:test";
import type { MatchingField } from "../../../src/model/settings.ts";
import { moveField } from "./edit-matching.ts";

const fields: readonly MatchingField[] = [{ kind: "email" }, { kind: "alias" }, { kind: "name" }];
const kinds = (list: readonly MatchingField[]) => list.map(({ kind }) => kind);

test("A matching field moves to another place, and the others keep their order", () => {
  assert.deepEqual(kinds(moveField(fields, 2, 0)), ["name", "email", "alias"]);
  assert.deepEqual(kinds(moveField(fields, 0, 2)), ["alias", "name", "email"]);
});

test("A place outside of the list moves nothing", () => {
  assert.deepEqual(moveField(fields, 0, 3), fields);
  assert.deepEqual(moveField(fields, 5, 0), fields);
});
