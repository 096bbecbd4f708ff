import assert from "node:assert/strict";
import { test } from "node:test";
import { explainProgress } from "./explain-progress.ts";

test("what a run does is said with what it counts, and with an end only where one is known", () => {
  assert.equal(
    explainProgress({ step: "reading", done: 903, total: null, pages: 2, requests: 3 }),
    "Reading: page 2, 903 accounts so far, 3 requests",
  );
  assert.equal(explainProgress({ step: "groups", done: 1, total: 4, requests: 1 }), "Reading groups: 1 of 4, 1 request");
  assert.equal(explainProgress({ step: "planning", done: 400, total: 903 }), "Comparing with the desk: 400 of 903 people");
  assert.equal(explainProgress({ step: "applying", done: 10, total: 859 }), "Applying: 10 of 859 changes");
});
