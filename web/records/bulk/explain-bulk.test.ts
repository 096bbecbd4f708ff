import assert from "node:assert/strict";
import { test } from "node:test";
import { explainBulk } from "./explain-bulk.ts";

const words = { one: "asset", many: "assets" };
const result = { preview: true, total: 6, changes: 3, same: 1, refused: 2, summary: [], lines: [], digest: "" };

test("a preview says how many change, are so already, and are refused", () => {
  assert.equal(explainBulk(result, "change", words), "3 assets would be changed, 1 is so already, 2 can’t be changed.");
  assert.equal(explainBulk({ ...result, changes: 1, same: 0, refused: 0 }, "delete", words), "1 asset would be deleted.");
});

test("a result says what was left out", () => {
  assert.equal(
    explainBulk({ ...result, preview: false, same: 0 }, "delete", words),
    "3 assets were deleted, 2 can’t be deleted and stayed as they were.",
  );
});
