import { equal, match } from "node:assert/strict";
import { test } from "node:test";
import { formatDuration, tellTime } from "./tell-time.ts";

const now = new Date(2026, 10, 21, 14, 2);
const told = (...at: [number, number, number, number, number]) => tellTime(new Date(...at), now);

test("What was is told as people say it", () => {
  equal(tellTime(now, now), "just now");
  equal(told(2026, 10, 21, 13, 59), "3 min ago");
  match(told(2026, 10, 21, 9, 12), /^today 0?9:12/);
  match(told(2026, 10, 20, 23, 59), /^yesterday/);
  match(told(2026, 10, 17, 14, 2), /^\p{L}+\.? /u);
  match(told(2026, 10, 3, 14, 2), /3/);
  match(told(2025, 10, 3, 14, 2), /2025/);
});

test("What comes is told as people say it", () => {
  equal(told(2026, 10, 21, 14, 12), "in 10 min");
  match(told(2026, 10, 21, 20, 0), /^today/);
  match(told(2026, 10, 22, 0, 1), /^tomorrow/);
  equal(told(2026, 11, 15, 14, 2), "in 24 days");
});

test("A duration has as many parts as it needs", () => {
  equal(formatDuration(400), "0.4 s");
  equal(formatDuration(125_000), "2 min 5 s");
  equal(formatDuration(4_320_000), "1 h 12 min");
});
