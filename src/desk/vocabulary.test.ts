import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { correctWord, sortWords } from "./vocabulary.ts";

const words = (...list: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [sortWords(counts)];
};

describe("a word that was typed wrong", () => {
  const cases: readonly (readonly [says: string, known: readonly string[], typed: string, meant: string])[] = [
    ["a letter too many", ["printer"], "prinnter", "printer"],
    ["a letter missing", ["printer"], "priner", "printer"],
    ["another letter", ["okafor"], "okafur", "okafor"],
    ["two neighbours that changed places", ["smith"], "smtih", "smith"],
    ["two slips in a long word", ["lindqvist"], "lindkwist", "lindqvist"],
    ["two slips in a short word are another word", ["weber"], "wabar", "wabar"],
    ["a beginning is no mistake", ["lindqvist"], "lind", "lind"],
    ["a word that there is stays, however rare", ["maria", "marta", "marta"], "maria", "maria"],
    ["of equally near ones the commonest", ["marie", "marta", "marta"], "martx", "marta"],
    ["the nearest wins over the commonest", ["mailboxes", "mailboxed", "mailboxed"], "mailboxess", "mailboxes"],
    ["nothing near", ["printer"], "zzzzzz", "zzzzzz"],
  ];
  for (const [says, known, typed, meant] of cases)
    test(`${says}: ${typed} → ${meant}`, () => assert.equal(correctWord(words(...known), typed), meant));
});
