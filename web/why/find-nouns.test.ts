import assert from "node:assert/strict";
import { test } from "node:test";
import { findNouns } from "./find-nouns.ts";

const cases: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['Tomas moves from Porto to Leeds, because mapping 2 "Leeds studio" is the first that fits.', [["rule 2", 'mapping 2 "Leeds studio"']]],
  [
    "Yes: user #412 Tomas Lindqvist, by Google id (linked by run 3).",
    [
      ["user 412", "user #412"],
      ["run 3", "run 3"],
    ],
  ],
  ["counts as 1 of 9 site moves in plan 12-7F3A (limit 50)", [["run 12", "plan 12-7F3A"]]],
  ["considered: agent #7 João Silva: active", [["agent 7", "agent #7"]]],
  ['rule 4 "Everyone else"', [["rule 4", 'rule 4 "Everyone else"']]],
  ["nobody by hand; the overrun 12 and mapping are no nouns", []],
];

for (const [sentence, expected] of cases) {
  test(`the nouns of: ${sentence}`, () => {
    const found = findNouns(sentence);
    assert.deepEqual(
      found.map(({ kind, number, text }) => [`${kind} ${number}`, text]),
      expected,
    );
    for (const { start, text } of found) assert.equal(sentence.slice(start, start + text.length), text);
  });
}
