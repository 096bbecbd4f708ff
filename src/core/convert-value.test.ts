import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCustomField } from "../../test/make.ts";
import type { CustomFieldType, FieldValue } from "../model/desk.ts";
import { convertValue, sameValue } from "./convert-value.ts";

const cases: readonly { type: CustomFieldType; texts: readonly string[]; gives: FieldValue | null; says: string }[] = [
  { type: "text", texts: ["one", "two"], gives: "one", says: "text takes the first value" },
  { type: "number", texts: ["4711"], gives: 4711, says: "a number" },
  { type: "number", texts: ["-1.5"], gives: -1.5, says: "a fraction" },
  { type: "number", texts: ["4,5"], gives: null, says: "what is no number is not held" },
  { type: "date", texts: ["2026-02-28"], gives: "2026-02-28", says: "a day" },
  { type: "date", texts: ["2026-02-28T23:30:00-08:00"], gives: "2026-02-28", says: "a moment is the day as written, in no time zone" },
  { type: "date", texts: ["2026-02-30"], gives: null, says: "a day that does not exist is not held" },
  { type: "date", texts: ["28/02/2026"], gives: null, says: "a day in another spelling is not guessed" },
  { type: "checkbox", texts: ["TRUE"], gives: true, says: "true" },
  { type: "checkbox", texts: ["no"], gives: false, says: "no" },
  { type: "checkbox", texts: ["perhaps"], gives: null, says: "neither is not held" },
  { type: "select", texts: [" leeds "], gives: "Leeds", says: "an option whatever its capitals, in the desk's spelling" },
  { type: "select", texts: ["Atlantis"], gives: null, says: "no such option is not held" },
  { type: "multiSelect", texts: ["porto", "leeds", "Porto"], gives: ["Leeds", "Porto"], says: "several options, each once, in order" },
  { type: "multiSelect", texts: ["leeds", "Atlantis"], gives: null, says: "one unknown option of several is not held" },
];

for (const { type, texts, gives, says } of cases) {
  test(`D6 a value for a custom field (${type}): ${says}`, () => {
    assert.deepEqual(convertValue(texts, makeCustomField({ type, options: ["Leeds", "Porto"] })), gives);
  });
}

test("G5 an attribute without a value has no value for any kind of field", () => {
  for (const type of ["text", "number", "date", "checkbox", "select", "multiSelect"] as const) {
    assert.equal(convertValue([], makeCustomField({ type })), undefined);
  }
  assert.equal(convertValue([], null), undefined);
});

test("G5 long text is cut, and never in the middle of a character", () => {
  const cut = convertValue([`${"x".repeat(999)}😀`], null);
  assert.ok(typeof cut === "string" && cut.length <= 1000 && cut.isWellFormed());
});

test("G5 two values are the same only with the same kind and content; a missing one is an empty one", () => {
  assert.ok(sameValue(undefined, null));
  assert.ok(sameValue(["a", "b"], ["a", "b"]));
  assert.ok(!sameValue(["a", "b"], ["b", "a"]));
  assert.ok(!sameValue(["a"], "a"));
  assert.ok(!sameValue("1", 1));
  assert.ok(!sameValue("", null));
});
