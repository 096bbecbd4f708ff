import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { markDifference } from "./mark-difference.ts";

suite("what differs between two values", () => {
  test("is marked inside, with what they share left plain", () => {
    assert.deepEqual(markDifference("Dept Studio, Leeds", "Dept Studio 2, Leeds"), {
      before: { head: "Dept Studio", differs: "", tail: ", Leeds" },
      after: { head: "Dept Studio", differs: " 2", tail: ", Leeds" },
    });
  });

  test("is never half a letter: an emoji of several parts differs as a whole", () => {
    const marked = markDifference("Studio Leeds 👩‍💻 desk", "Studio Leeds 👩‍🎨 desk");
    assert.deepEqual(marked?.before, { head: "Studio Leeds ", differs: "👩‍💻", tail: " desk" });
    assert.deepEqual(marked?.after, { head: "Studio Leeds ", differs: "👩‍🎨", tail: " desk" });
  });

  test("counts a repeated letter once", () => {
    const marked = markDifference("aaaaaaaaaaaaaa", "aaaaaaaaaaaaa");
    assert.equal(marked?.before.differs, "a");
    assert.equal(marked?.after.differs, "");
  });

  test("is not marked where that would not help", () => {
    assert.equal(markDifference("Duarte", "Duarte R."), null, "short values are read whole");
    assert.equal(markDifference("Architect of things", "Quantity surveyor"), null, "nothing in common");
    assert.equal(markDifference("the very same value", "the very same value"), null);
  });
});
