import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseRunsSearch, runsFilterOf } from "./runs-search.ts";

suite("the address of a list of runs", () => {
  test("counts both days whole, in the reader's time zone", () => {
    const { since, until } = runsFilterOf(parseRunsSearch({ since: "2025-11-20", until: "2025-11-20" }));
    assert.equal(since, new Date(2025, 10, 20).toISOString());
    assert.equal(until, new Date(2025, 10, 21).toISOString());
  });

  test("drops what makes no sense", () => {
    assert.deepEqual(parseRunsSearch({ connection: "x", kind: "<b>", since: "yesterday", until: "2025-13-45" }), {});
  });
});
