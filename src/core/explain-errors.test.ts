import assert from "node:assert/strict";
import { test } from "node:test";
import { explainErrors } from "./explain-errors.ts";

test("Records that cannot be read and changes that failed are named apart, each with the list of them", () => {
  assert.deepEqual(explainErrors({ connectionId: 2, name: "Alder & Finch", broken: 1, failed: { runId: 12, n: 3 } }), [
    {
      connectionId: 2,
      connection: "Alder & Finch",
      n: 1,
      says: "1 record of the directory cannot be read; it is left out, everybody else is not",
      href: "/directories/2/accounts?state=broken",
    },
    {
      connectionId: 2,
      connection: "Alder & Finch",
      n: 3,
      says: "3 changes of run 12 failed; the next run tries again",
      href: "/runs/12?state=failed",
    },
  ]);
});

test("Where nothing is wrong, nothing is said", () => {
  assert.deepEqual(explainErrors({ connectionId: 1, name: "Brightwater IT", broken: 0, failed: null }), []);
});
