import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeCustomField } from "../../test/make.ts";
import { checkHandEdit } from "./check-hand-edit.ts";

const catalogue = makeCatalogue({
  customFields: [
    makeCustomField({ key: "floor", type: "number" }),
    makeCustomField({ key: "since", type: "date" }),
    makeCustomField({ key: "keys", type: "checkbox" }),
    makeCustomField({ key: "size", type: "select", options: ["S", "M"] }),
    makeCustomField({ key: "langs", type: "multiSelect", options: ["pt", "en"] }),
    makeCustomField({ entity: "agent", key: "badge" }),
  ],
});

test("what somebody typed is taken without space around it, and nothing is no value", () => {
  assert.deepEqual(checkHandEdit({ name: "  Rosa ", title: " ", notes: null }, "user", catalogue), {
    values: { name: "Rosa", title: null, notes: null },
    faults: [],
  });
});

const good: readonly (readonly [string, string | number | boolean | string[]])[] = [
  ["email", "rosa@example.test"],
  ["custom.floor", 3],
  ["custom.since", "2024-02-29"],
  ["custom.keys", false],
  ["custom.size", "M"],
  ["custom.langs", ["pt"]],
  ["name", "<script>"],
];
for (const [field, value] of good)
  test(`${field} takes ${JSON.stringify(value)}`, () => {
    assert.deepEqual(checkHandEdit({ [field]: value }, "user", catalogue), { values: { [field]: value }, faults: [] });
  });

const bad: readonly (readonly [string, string | number | boolean | string[] | null, RegExp])[] = [
  ["name", " ", /everybody on the desk has a name/],
  ["name", null, /everybody on the desk has a name/],
  ["email", "rosa at example", /no e-mail address/],
  ["title", 7, /must be text/],
  ["title", "x".repeat(1001), /more than 1000/],
  ["title", "a\u0000b", /a character that is none/],
  ["title", "\uD800", /a character that is none/],
  ["shoe", "x", /is no field of users/],
  ["custom.badge", "x", /is no field of users/],
  ["custom.floor", "three", /must be a number/],
  ["custom.since", "2023-02-29", /must be a day/],
  ["custom.keys", "yes", /must be yes or no/],
  ["custom.size", "XXL", /one of S, M/],
  ["custom.langs", ["fr"], /of pt, en/],
];
for (const [field, value, says] of bad)
  test(`${field} does not take ${JSON.stringify(value)?.slice(0, 30)}`, () => {
    const { values, faults } = checkHandEdit({ [field]: value }, "user", catalogue);
    assert.deepEqual([values, faults.map((fault) => fault.at)], [{}, [`values.${field}`]]);
    assert.match(faults[0]?.says ?? "", says);
  });
