import assert from "node:assert/strict";
import { test } from "node:test";
import { Invalid } from "../model/errors.ts";
import { placedCommands } from "./commands.ts";
import { findCommand } from "./find-command.ts";

const commands = placedCommands.map(({ command }) => ({ name: command.name }));

const found: readonly [readonly string[], string, readonly string[]][] = [
  [["import", "Alder & Finch"], "import", ["Alder & Finch"]],
  [["runs", "show", "3"], "runs show", ["3"]],
  [["runs", "Alder"], "runs", ["Alder"]],
  [["config", "plan", "x.yml"], "config plan", ["x.yml"]],
];
for (const [words, name, rest] of found) {
  test(`"${words.join(" ")}" is the command ${name}`, () => {
    assert.deepEqual(findCommand(commands, words), { command: { name }, words: rest });
  });
}

const faults: readonly [readonly string[], RegExp][] = [
  [["improt"], /Did you mean "import"\?/],
  [["conect"], /Did you mean "connect"\?/],
  [["config"], /needs one word more: config export, config plan, config apply/],
  [["zzzzzzzz"], /is no command\. All of them: npm run muster -- --help/],
];
for (const [words, says] of faults) {
  test(`"${words.join(" ")}" is refused with what may have been meant`, () => {
    assert.throws(
      () => findCommand(commands, words),
      (error) => error instanceof Invalid && says.test(error.message),
    );
  });
}
