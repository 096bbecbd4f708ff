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

test("without a terminal, every step has one line, when it is over", () => {
  const { output, out, aside, clock } = makeOutput({});
  for (let done = 100; done <= 900; done += 100) {
    output.progress({ label: "reading", done, total: null });
    clock.now += 250;
  }
  output.progress({ label: "comparing", done: 200, total: 900 });
  output.progress({ label: "comparing", done: 900, total: 900 });
  output.progress({ label: "applying", done: 1, total: 1 });
  output.line("done");
  output.progress(null);
  assert.deepEqual(aside, ["read 900 accounts\n", "compared 900 accounts\n", "went through 1 change\n"]);
  assert.deepEqual(out, ["done\n"]);
});

test("without a terminal, a long step has a line every five seconds besides", () => {
  const { output, aside, clock } = makeOutput({});
  for (let done = 1; done <= 12; done += 1) {
    output.progress({ label: "applying", done, total: 12 });
    clock.now += 1000;
  }
  output.progress(null);
  assert.deepEqual(aside, ["applying: 6 of 12 changes\n", "applying: 11 of 12 changes\n", "went through 12 changes\n"]);
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
