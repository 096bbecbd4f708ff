import assert from "node:assert/strict";
import { test } from "node:test";
import { checkCondition } from "./check-condition.ts";

test("G4 every fault of a condition stands at its own part, so that a form can show it there", () => {
  const faults = checkCondition(
    {
      kind: "all",
      of: [
        { kind: "orgUnit", path: "/Leeds", includesBelow: true },
        { kind: "field", field: "email", op: "matches", value: "(" },
        {
          kind: "any",
          of: [
            { kind: "fieldInList", field: "a b", values: ["x"] },
            { kind: "group", groupId: "g", groupName: "" },
          ],
        },
      ],
    },
    { at: "filter", about: "Leeds" },
  );
  assert.deepEqual(
    faults.map(({ at, about }) => [at, about]),
    [
      ["filter.of[1].value", "Leeds"],
      ["filter.of[2].of[0].field", "Leeds"],
    ],
  );
});
