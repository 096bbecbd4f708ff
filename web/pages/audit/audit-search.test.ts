import assert from "node:assert/strict";
import { test } from "node:test";
import { auditQuery, readAuditSearch } from "./audit-search.ts";

test("what the audit log's address does not know is dropped", () => {
  assert.deepEqual(
    readAuditSearch({ q: " vip ", entity: "customer", recordId: "2", since: "yesterday", until: "2026-11-21", colour: "red" }),
    {
      q: "vip",
      entity: "customer",
      recordId: 2,
      until: "2026-11-21",
    },
  );
});

test("the last day of a span is part of it", () => {
  const { since = "", until = "" } = auditQuery({ since: "2026-11-21", until: "2026-11-21" });
  assert.equal(Date.parse(until) - Date.parse(since), 24 * 60 * 60 * 1000);
});
