import assert from "node:assert/strict";
import { test } from "node:test";
import { findRetryWait, parseRetryAfter } from "./find-retry-wait.ts";

const now = Date.UTC(2026, 0, 5, 9);

test("G2 waits 1, 2, 4, 8 and 16 seconds, each with its own jitter, and then gives up", () => {
  const waits = [0, 1, 2, 3, 4, 5].map((attempt) => findRetryWait({ attempt, retryAfter: null, now, random: 0.5 }));
  assert.deepEqual(waits, [1500, 2500, 4500, 8500, 16500, null]);
});

test("G2 honours Retry-After in seconds and as a date when it is longer than the schedule", () => {
  assert.equal(findRetryWait({ attempt: 0, retryAfter: "20", now, random: 0 }), 20_000);
  assert.equal(findRetryWait({ attempt: 0, retryAfter: new Date(now + 30_000).toUTCString(), now, random: 0 }), 30_000);
  assert.equal(findRetryWait({ attempt: 3, retryAfter: "1", now, random: 0 }), 8000);
});

test("G2 gives up when Retry-After asks for longer than five minutes", () => {
  assert.equal(findRetryWait({ attempt: 0, retryAfter: "3600", now, random: 0 }), null);
});

test("G2 ignores a Retry-After that nobody can read, and counts a past date as now", () => {
  assert.equal(parseRetryAfter("soon", now), null);
  assert.equal(parseRetryAfter(new Date(now - 5000).toUTCString(), now), 0);
});
