import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makePerson } from "../../test/make.ts";
import type { Condition } from "../model/condition.ts";
import { Invalid } from "../model/errors.ts";
import { createTest, judgeCondition, type Subject } from "./judge-condition.ts";

const person = makePerson("a1", {
  name: "Ada Byron",
  email: "Ada@Example.test",
  orgUnit: "/Staff/Leeds",
  attributes: {
    departments: [{ value: "Research" }, { value: "Sales " }],
    title: "Chief Analyst",
    isRemote: true,
    isGuest: false,
    letters: "ſtraße É",
  },
});
const subject: Subject = { person, groups: new Set(["g1"]) };

type Op = Extract<Condition, { kind: "field" }>["op"];
const field = (name: string, op: Op, value: string, isCaseSensitive?: boolean): Condition => ({
  kind: "field",
  field: name,
  op,
  value,
  ...(isCaseSensitive !== undefined && { isCaseSensitive }),
});
const state = (name: string, op: "isEmpty" | "isNotEmpty" | "isTrue" | "isFalse"): Condition => ({ kind: "fieldState", field: name, op });
const unit = (path: string, includesBelow: boolean): Condition => ({ kind: "orgUnit", path, includesBelow });

const cases: readonly (readonly [says: string, condition: Condition, holds: boolean])[] = [
  ["equals ignores case and surrounding space", field("title", "equals", "  chief ANALYST "), true],
  ["equals wants the whole text", field("title", "equals", "chief"), false],
  ["equals minds case where told", field("title", "equals", "chief analyst", true), false],
  ["equals ignores surrounding space even where it minds case", field("title", "equals", " Chief Analyst ", true), true],
  ["equals is content with one of several values", field("departments", "equals", "sales"), true],
  ["not equals wants none of several values to fit", field("departments", "notEquals", "sales"), false],
  ["not equals holds where no value fits", field("departments", "notEquals", "legal"), true],
  ["not equals holds where there is no value", field("nickname", "notEquals", "ada"), true],
  ["contains", field("title", "contains", "ANAL"), true],
  ["contains minds case where told", field("title", "contains", "anal", true), false],
  ["not contains wants none of several values to fit", field("departments", "notContains", "sear"), false],
  ["not contains holds where no value fits", field("departments", "notContains", "xyz"), true],
  ["begins with", field("title", "beginsWith", "chief"), true],
  ["begins with is not contains", field("title", "beginsWith", "analyst"), false],
  ["ends with", field("title", "endsWith", "analyst"), true],
  ["ends with is not contains", field("title", "endsWith", "chief"), false],
  ["matches finds a pattern anywhere", field("title", "matches", "an.l"), true],
  ["matches ignores case", field("title", "matches", "^CHIEF"), true],
  ["matches minds case where told", field("title", "matches", "^CHIEF", true), false],
  ["matches knows anchors", field("title", "matches", "^analyst"), false],
  ["a positive comparison fails where there is no value", field("nickname", "contains", ""), false],
  ["in list", { kind: "fieldInList", field: "departments", values: ["legal", "SALES"] }, true],
  ["in list minds case where told", { kind: "fieldInList", field: "departments", values: ["SALES"], isCaseSensitive: true }, false],
  ["is empty", state("nickname", "isEmpty"), true],
  ["is empty fails where there is a value", state("title", "isEmpty"), false],
  ["is not empty", state("title", "isNotEmpty"), true],
  ["is true", state("isRemote", "isTrue"), true],
  ["is true fails for false", state("isGuest", "isTrue"), false],
  ["is false", state("isGuest", "isFalse"), true],
  ["is false fails where there is no value", state("nickname", "isFalse"), false],
  ["an org unit with what is below", unit("/Staff", true), true],
  ["an org unit exactly", unit("/Staff", false), false],
  ["an org unit exactly, whatever its capitals", unit("/staff/leeds/", false), true],
  ["an org unit is no beginning of another's name", unit("/Sta", true), false],
  ["the root holds everybody", unit("/", true), true],
  ["a group that the person belongs to", { kind: "group", groupId: "g1", groupName: "One" }, true],
  ["a group that the person does not belong to", { kind: "group", groupId: "g2", groupName: "Two" }, false],
  ["all wants every part", { kind: "all", of: [state("isRemote", "isTrue"), state("isGuest", "isTrue")] }, false],
  ["any wants one part", { kind: "any", of: [state("isRemote", "isTrue"), state("isGuest", "isTrue")] }, true],
  [
    "groups of conditions nest",
    { kind: "all", of: [{ kind: "any", of: [unit("/x", true), state("isRemote", "isTrue")] }, state("title", "isNotEmpty")] },
    true,
  ],
];

for (const [says, condition, holds] of cases) {
  test(`G4 a condition: ${says}`, () => {
    assert.equal(createTest(condition)(subject), holds);
  });
}

for (const pattern of ["(?=a)b", "(a)\\1", "(", "[z-a]", "a".repeat(501)]) {
  test(`G4 a pattern that can't be used safely is refused by its text: ${pattern.slice(0, 20)}`, () => {
    assert.throws(() => createTest(field("title", "matches", pattern)), Invalid);
  });
}

test("G4 patterns that run for ever elsewhere come to an end", { timeout: 5000 }, () => {
  const long = makePerson("a2", { attributes: { title: `${"a".repeat(5000)}!` } });
  for (const pattern of ["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){20}$"]) {
    assert.equal(createTest(field("title", "matches", pattern))({ person: long, groups: new Set() }), false, pattern);
  }
});

const text = fc.constantFrom("", "ada", "ADA", " research ", "sales", "x");
const fieldName = fc.constantFrom("title", "departments", "nickname", "email", "name");
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant("field" as const),
    field: fieldName,
    op: fc.constantFrom(
      "equals" as const,
      "notEquals" as const,
      "contains" as const,
      "notContains" as const,
      "beginsWith" as const,
      "endsWith" as const,
    ),
    value: text,
  }),
  fc.record({ kind: fc.constant("fieldInList" as const), field: fieldName, values: fc.array(text, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    kind: fc.constant("fieldState" as const),
    field: fieldName,
    op: fc.constantFrom("isEmpty" as const, "isNotEmpty" as const, "isTrue" as const, "isFalse" as const),
  }),
  fc.record({ kind: fc.constant("orgUnit" as const), path: fc.constantFrom("/", "/Staff", "/Staff/Leeds"), includesBelow: fc.boolean() }),
  fc.record({ kind: fc.constant("group" as const), groupId: fc.constantFrom("g1", "g2"), groupName: fc.constant("") }),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ kind: fc.constantFrom("all" as const, "any" as const), of: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }) }),
  ),
})).tree;

test("P1 the verdict that explains a condition is the one that decided, at every step of it", () => {
  fc.assert(
    fc.property(condition, (generated) => {
      const verdict = judgeCondition(generated, subject);
      assert.equal(verdict.holds, createTest(generated)(subject));
      if (generated.kind === "all")
        assert.equal(
          verdict.holds,
          verdict.of.every((part) => part.holds),
        );
      if (generated.kind === "any")
        assert.equal(
          verdict.holds,
          verdict.of.some((part) => part.holds),
        );
    }),
  );
});

test("G4 a negative operator is the contrary of its positive one, whatever the values", () => {
  fc.assert(
    fc.property(
      fieldName,
      text,
      fc.constantFrom(["equals", "notEquals"] as const, ["contains", "notContains"] as const),
      (name, value, [positive, negative]) => {
        assert.notEqual(createTest(field(name, positive, value))(subject), createTest(field(name, negative, value))(subject));
      },
    ),
  );
});

test("P1 the verdict shows what was found", () => {
  const group: Condition = { kind: "group", groupId: "g1", groupName: "One" };
  const found = [field("departments", "equals", "x"), unit("/x", true), group].map((part) => judgeCondition(part, subject).found);
  assert.deepEqual(found, ["Research, Sales", "/Staff/Leeds", "member"]);
});
