import assert from "node:assert/strict";
import { test } from "node:test";
import { createTerminalOutput } from "./terminal-output.ts";

function makeOutput(given: { isJson?: boolean; isTTY?: boolean }) {
  const clock = { now: 0 };
  const [out, aside]: [string[], string[]] = [[], []];
  const output = createTerminalOutput({
    isJson: given.isJson ?? false,
    out: { write: (text) => out.push(text) },
    aside: { isTTY: given.isTTY ?? false, columns: 60, write: (text) => aside.push(text) },
    now: () => clock.now,
  });
  return { output, out, aside, clock };
}

test("without a terminal, progress is a line a second at most, and one at once for each new step", () => {
  const { output, aside, clock } = makeOutput({});
  for (let done = 100; done <= 1000; done += 100) {
    output.progress({ label: "reading", done, total: null });
    clock.now += 250;
  }
  output.progress({ label: "applying", done: 1, total: 4 });
  assert.deepEqual(aside, ["reading: 100 accounts\n", "reading: 500 accounts\n", "reading: 900 accounts\n", "applying: 1 of 4 changes\n"]);
});

test("on a terminal there is one bar, which makes room for lines", () => {
  const { output, out, aside } = makeOutput({ isTTY: true });
  output.progress({ label: "applying", done: 2, total: 4 });
  output.line("done");
  assert.deepEqual(aside, ["\r\x1b[2K ████████████░░░░░░░░░░░░ applying: 2 of 4 changes", "\r\x1b[2K"]);
  assert.deepEqual(out, ["done\n"]);
});

test("with --json there is the result and nothing else", () => {
  const { output, out, aside } = makeOutput({ isJson: true, isTTY: true });
  output.line("text");
  output.progress({ label: "reading", done: 1, total: null });
  output.result({ answer: 42 });
  assert.deepEqual([JSON.parse(out.join("")), aside], [{ answer: 42 }, []]);
});
