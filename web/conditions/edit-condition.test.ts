import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Condition } from "../../src/model/condition.ts";
import { changeNode, closeCondition, emptyGroup, emptyTest, lacking, openCondition, placesOf } from "./edit-condition.ts";
import { splitValues } from "./split-values.ts";

const leeds: Condition = { kind: "orgUnit", path: "/Leeds", includesBelow: true };
const studio: Condition = { kind: "fieldInList", field: "organizations[primary].department", values: ["Studio", "Studio 2"] };

describe("building a condition", () => {
  for (const [name, condition] of Object.entries<Condition | null>({
    "no condition": null,
    "one comparison": leeds,
    "a group": { kind: "group", groupId: "g1", groupName: "Porto" },
    "a state": { kind: "fieldState", field: "suspended", op: "isTrue" },
    "capitals that count": { kind: "field", field: "email", op: "matches", value: "^A", isCaseSensitive: true },
    "groups within groups": { kind: "any", of: [{ kind: "all", of: [leeds, studio] }, leeds] },
  })) {
    it(`gives back what was opened: ${name}`, () => {
      assert.deepEqual(closeCondition(openCondition(condition)), { condition, isComplete: true });
    });
  }

  it("is not complete while a row lacks something, so that nobody is let in by leaving a row out", () => {
    const root = openCondition({ kind: "all", of: [leeds, studio] });
    const withRow = { ...root, of: [...root.of, emptyTest()] };
    assert.deepEqual(closeCondition(withRow), { condition: null, isComplete: false });
    assert.deepEqual(closeCondition(emptyGroup("all", [emptyGroup("any", [])])), { condition: null, isComplete: false });
  });

  it("says what a row lacks", () => {
    assert.equal(lacking({ ...emptyTest(), value: "Leeds" }), "Choose an org unit; its path begins with /.");
    assert.equal(lacking({ ...emptyTest(), field: "email", op: "inList" }), "Name at least one value.");
    assert.equal(lacking({ ...emptyTest(), field: "email", op: "isEmpty" }), null);
  });

  it("knows where each row stands in the condition that is sent, where a group of one is that one", () => {
    const root = openCondition({ kind: "all", of: [leeds, { kind: "any", of: [studio, leeds] }] });
    const [first, group] = root.of;
    assert.ok(first !== undefined && group?.kind === "group");
    const places = placesOf(root);
    assert.equal(places.get(first.key), ".of[0]");
    assert.equal(places.get(group.of[1]?.key ?? 0), ".of[1].of[1]");
    const alone = openCondition(leeds);
    assert.equal(placesOf(alone).get(alone.of[0]?.key ?? 0), "");
  });

  it("changes and removes a row wherever it is", () => {
    const root = openCondition({ kind: "all", of: [leeds, { kind: "any", of: [studio, leeds] }] });
    const group = root.of[1];
    assert.ok(group?.kind === "group");
    const removed = changeNode(root, group.of[0]?.key ?? 0, () => null);
    assert.deepEqual(closeCondition(removed).condition, { kind: "all", of: [leeds, leeds] });
  });
});

describe("pasting values", () => {
  it("takes lines and cells, and commas only where there is nothing else", () => {
    assert.deepEqual(splitValues("Leeds, UK\nPorto\r\n\nPorto"), ["Leeds, UK", "Porto"]);
    assert.deepEqual(splitValues("a\tb;c"), ["a", "b", "c"]);
    assert.deepEqual(splitValues("a, b"), ["a", "b"]);
  });
});
