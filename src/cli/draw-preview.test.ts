import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeSettings } from "../../test/make.ts";
import { createNames } from "../core/explain-names.ts";
import { emptyCounts } from "../core/guard.ts";
import type { Run } from "../model/run.ts";
import { drawNext, drawPreview } from "./draw-preview.ts";

const run: Run = {
  id: 9,
  connectionId: 1,
  kind: "manual",
  entities: ["user"],
  state: "planned",
  startedBy: "test",
  startedAt: new Date("2026-11-21T14:02:00Z"),
  finishedAt: null,
  milliseconds: null,
  undoesRunId: null,
  settingsVersion: 1,
  reading: null,
  counts: null,
  limits: [],
  planHash: "f436".padEnd(64, "0"),
  result: null,
  says: null,
};
const waiting: Run = { ...run, id: 8, state: "waiting", planHash: "19ab".padEnd(64, "0") };
const tripped = { name: "deactivations", value: 61, count: 25, percent: null, share: 7, base: 870, isTripped: true } as const;

test("P3 a preview offers itself, with the command that applies exactly it", () => {
  assert.deepEqual(drawNext(run, "X", null).slice(-1), ["Apply it:  npm run muster -- import X --approve 9-F436"]);
});

test("P3 a preview over a limit says what approving it means", () => {
  assert.match(drawNext({ ...run, limits: [tripped] }, "X", null)[0] ?? "", /^This is over a limit: with --apply it would wait for you/);
});

test("P3 while another plan waits, a preview offers the answers to that one only", () => {
  const text = drawNext({ ...run, says: "Run 8 waits for approval; until …" }, "X", waiting).join("\n");
  assert.match(text, /^Nothing has been written: plan 8-19AB waits for approval, and comes first\./);
  assert.match(text, /runs show 8\n.*--approve 8-19AB\n.*--reject 8-19AB$/);
  assert.ok(!text.includes("9-F436"));
});

test("P4 an undo may be applied while a plan waits", () => {
  assert.match(drawNext({ ...run, kind: "undo", undoesRunId: 4 }, "X", waiting).join("\n"), /--approve 9-F436$/);
});

test("G10 people who are left out because they are held are counted by the real reason", () => {
  const names = createNames({ connection: { id: 1, provider: "google" }, settings: makeSettings() }, makeCatalogue());
  const counts = { ...emptyCounts(63), leftOut: { held: 62, protected: 1 } };
  const heldBecause = new Map([
    ["plan 6-004D was rejected by Owen", 60],
    ["run 3 was undone by run 4", 2],
  ]);
  const preview = { lines: [], total: 0, missing: [], decisions: [], leftOutBy: new Map(), heldBecause };
  const lines = drawPreview({ run: { ...run, counts }, connection: "X", preview, names });
  assert.deepEqual(lines.slice(-3), [
    "     60  held back, because plan 6-004D was rejected by Owen",
    "      2  held back, because run 3 was undone by run 4",
    "      1  the desk record is never touched",
  ]);
});
