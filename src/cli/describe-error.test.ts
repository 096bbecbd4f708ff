import assert from "node:assert/strict";
import { test } from "node:test";
import { Conflict, DirectoryRefused, Forbidden, Invalid, NotFound } from "../model/errors.ts";
import { describeError, drawError, exitCodeOf, toErrorAnswer } from "./describe-error.ts";

const still = new AbortController().signal;

const cases: readonly [Error, string, number, readonly string[]][] = [
  [
    new Invalid([
      { at: "a", says: "is wrong" },
      { at: "b", says: "is missing" },
    ]),
    "invalid",
    2,
    ["a: is wrong", "b: is missing"],
  ],
  [new NotFound("There is no run 7."), "notFound", 2, ["There is no run 7."]],
  [new Conflict("Another run is at work."), "conflict", 2, ["Another run is at work."]],
  [new Forbidden("No."), "forbidden", 2, ["No."]],
  [new DirectoryRefused("permission", "Grant it.", "403 forbidden"), "directoryRefused", 3, ["Grant it.", "  (403 forbidden)"]],
];
for (const [error, kind, code, lines] of cases) {
  test(`${error.name} ends with code ${code}`, () => {
    const described = describeError(error, still);
    assert.deepEqual([described.kind, exitCodeOf(described), drawError(described)], [kind, code, lines]);
  });
}

test("our own mistake shows a number, and its innards to nobody but the debugger", () => {
  const described = describeError(new TypeError("refreshToken 1//abc"), still);
  assert.equal(exitCodeOf(described), 1);
  assert.equal(JSON.stringify([drawError(described), toErrorAnswer(described)]).includes("1//abc"), false);
  assert.match(described.details ?? "", /1\/\/abc/);
});

test("what fails because somebody pressed Ctrl-C is no mistake", () => {
  const stopped = AbortSignal.abort();
  assert.equal(describeError(stopped.reason, stopped).kind, "stopped");
});
