import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSearch, stringifySearch } from "./search-params.ts";

test("a directory id in an address keeps its last digits", () => {
  assert.deepEqual({ ...parseSearch("?connection=2&person=130170735900001793255") }, { connection: 2, person: "130170735900001793255" });
});

test("what a link writes is what its page reads", () => {
  for (const search of [
    { person: "130170735900001793255" },
    { person: "412" },
    { site: 412, active: true },
    { q: "true" },
    { q: "1e5" },
    { q: "007" },
  ])
    assert.deepEqual({ ...parseSearch(stringifySearch(search)) }, search);
});

test("an id is written as it is, so that addresses can be read and typed", () => {
  assert.equal(stringifySearch({ person: "130170735900001793255" }), "?person=130170735900001793255");
});
