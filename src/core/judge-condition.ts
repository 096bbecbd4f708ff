import { RE2JS } from "re2js";
import type { Condition } from "../model/condition.ts";
import { Invalid, unreachable } from "../model/errors.ts";
import { foldText } from "../model/fold-text.ts";
import type { Person } from "../model/person.ts";
import { createAttributeReader } from "./read-attribute.ts";

/** Who is judged: the person, and every group asked about that they belong to, directly or through other groups. */
export interface Subject {
  readonly person: Person;
  readonly groups: ReadonlySet<string>;
}

export type Test = (subject: Subject) => boolean;

/** A condition with its outcome and what was found, for *why*. `found` is empty for all/any. */
export interface Verdict {
  readonly condition: Condition;
  readonly holds: boolean;
  readonly found: string;
  readonly of: readonly Verdict[];
}

/**
 * Turns a condition into a test. Of several values, one is enough for a positive comparison, and none may fit for a negative one.
 * @throws Invalid for an attribute or a pattern that can't be understood
 */
export function createTest(condition: Condition): Test {
  switch (condition.kind) {
    case "all": {
      const tests = condition.of.map(createTest);
      return (subject) => tests.every((test) => test(subject));
    }
    case "any": {
      const tests = condition.of.map(createTest);
      return (subject) => tests.some((test) => test(subject));
    }
    case "group":
      return (subject) => subject.groups.has(condition.groupId);
    case "orgUnit":
      return createOrgUnitTest(condition.path, condition.includesBelow);
    case "fieldState":
      return createStateTest(condition.field, condition.op);
    case "fieldInList": {
      const read = createAttributeReader(condition.field);
      const fold = condition.isCaseSensitive === true ? trimmed : foldText;
      const wanted = new Set(condition.values.map(fold));
      return ({ person }) => read(person).some((text) => wanted.has(fold(text)));
    }
    case "field": {
      const read = createAttributeReader(condition.field);
      const fits = createComparison(condition);
      const isNegative = condition.op === "notEquals" || condition.op === "notContains";
      return ({ person }) => (isNegative ? !read(person).some(fits) : read(person).some(fits));
    }
    default:
      return unreachable(condition);
  }
}

/** Judges a condition and keeps what was found at every step. Answers the same as {@link createTest}. */
export function judgeCondition(condition: Condition, subject: Subject): Verdict {
  const of = condition.kind === "all" || condition.kind === "any" ? condition.of.map((part) => judgeCondition(part, subject)) : [];
  return { condition, holds: createTest(condition)(subject), found: findFor(condition, subject), of };
}

function findFor(condition: Condition, { person, groups }: Subject): string {
  if (condition.kind === "all" || condition.kind === "any") return "";
  if (condition.kind === "group") return groups.has(condition.groupId) ? "member" : "not a member";
  if (condition.kind === "orgUnit") return person.orgUnit;
  return createAttributeReader(condition.field)(person).join(", ");
}

function createOrgUnitTest(path: string, includesBelow: boolean): Test {
  const wanted = foldText(path).replace(/\/+$/, "");
  return ({ person }) => {
    const actual = foldText(person.orgUnit).replace(/\/+$/, "");
    return actual === wanted || (includesBelow && actual.startsWith(`${wanted}/`));
  };
}

function createStateTest(field: string, op: "isEmpty" | "isNotEmpty" | "isTrue" | "isFalse"): Test {
  const read = createAttributeReader(field);
  if (op === "isEmpty") return ({ person }) => read(person).length === 0;
  if (op === "isNotEmpty") return ({ person }) => read(person).length > 0;
  const wanted = op === "isTrue" ? "true" : "false";
  return ({ person }) => read(person).some((text) => text.toLowerCase() === wanted);
}

type WithValue = Extract<Condition, { kind: "field" }>;

/** The positive comparison behind an operator; negatives are its contrary. */
function createComparison(condition: WithValue): (text: string) => boolean {
  const isSensitive = condition.isCaseSensitive === true;
  const fold = isSensitive ? trimmed : foldText;
  const wanted = fold(condition.value);
  switch (condition.op) {
    case "equals":
    case "notEquals":
      return (text) => fold(text) === wanted;
    case "contains":
    case "notContains":
      return (text) => fold(text).includes(wanted);
    case "beginsWith":
      return (text) => fold(text).startsWith(wanted);
    case "endsWith":
      return (text) => fold(text).endsWith(wanted);
    case "matches": {
      const pattern = compilePattern(condition.value, isSensitive);
      return (text) => pattern.matcher(text).find();
    }
    default:
      return unreachable(condition.op);
  }
}

/** Compiles a pattern in RE2's language, which has no patterns that can run for ever (https://github.com/google/re2/wiki/Syntax). */
function compilePattern(pattern: string, isSensitive: boolean): RE2JS {
  if (pattern.length > 500) throw new Invalid([{ at: pattern.slice(0, 40), says: "the pattern is longer than 500 characters" }]);
  try {
    return RE2JS.compile(pattern, isSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Invalid([
      { at: pattern, says: `not a pattern that can be used safely (${why}). Look-around and back-references are not supported` },
    ]);
  }
}

function trimmed(text: string): string {
  return text.trim();
}
