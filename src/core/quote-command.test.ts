import assert from "node:assert/strict";
import { test } from "node:test";
import { quoteCommand } from "./quote-command.ts";

const cases: readonly [string, string][] = [
  ["plain", "plain"],
  ["Alder & Finch", '"Alder & Finch"'],
  ["o'neil@x.example", `"o'neil@x.example"`],
  ['$HOME "x"', `'$HOME "x"'`],
  ["it's $5", `'it'\\''s $5'`],
  ["Ćosić", "Ćosić"],
];
for (const [word, quoted] of cases) {
  test(`a shell takes ${quoted} for ${word}`, () => {
    assert.equal(quoteCommand("import", word), `npm run muster -- import ${quoted}`);
  });
}
