import type { Condition } from "../model/condition.ts";
import { unreachable } from "../model/errors.ts";
import type { ConditionLine } from "../model/why.ts";
import { explainAttribute } from "./explain-field.ts";
import { explainGroup, type Names } from "./explain-names.ts";
import type { Verdict } from "./judge-condition.ts";

/** How somebody belongs to a group: from the group they stand in up to the one asked about, both included. */
export interface GroupPath {
  readonly path: readonly string[];
  /** The first group of the path holds everyone. */
  readonly isEveryone: boolean;
}

/** The way of one person to a group; null when there is none. */
export type PathOf = (groupId: string) => GroupPath | null;

/** A condition in words: `org unit is under /Leeds and department is one of (Studio, Studio 2)`. */
export function explainCondition(condition: Condition, names: Names): string {
  switch (condition.kind) {
    case "all":
      return condition.of.map((part) => explainPart(part, names)).join(" and ");
    case "any":
      return condition.of.map((part) => explainPart(part, names)).join(" or ");
    case "group":
      return `is in group ${explainGroup(condition.groupId, names, condition.groupName)}`;
    case "orgUnit":
      return `org unit is ${condition.includesBelow ? "under " : ""}${condition.path}`;
    case "fieldState":
      return `${explainAttribute(condition.field)} ${stateWords[condition.op]}`;
    case "fieldInList":
      return `${explainAttribute(condition.field)} is one of (${condition.values.join(", ")})${capitals(condition)}`;
    case "field":
      return `${explainAttribute(condition.field)} ${comparisonWords[condition.op]} "${condition.value}"${capitals(condition)}`;
    default:
      return unreachable(condition);
  }
}

const stateWords = { isEmpty: "is empty", isNotEmpty: "is not empty", isTrue: "is true", isFalse: "is false" };

const comparisonWords = {
  equals: "is",
  notEquals: "is not",
  contains: "contains",
  notContains: "does not contain",
  beginsWith: "begins with",
  endsWith: "ends with",
  matches: "matches",
};

function capitals({ isCaseSensitive }: { readonly isCaseSensitive?: boolean | undefined }): string {
  return isCaseSensitive === true ? " (capitals count)" : "";
}

function explainPart(part: Condition, names: Names): string {
  const words = explainCondition(part, names);
  return (part.kind === "all" || part.kind === "any") && part.of.length > 1 ? `(${words})` : words;
}

/** A verdict as lines, one for each condition, with the value that was really found. */
export function explainVerdict(verdict: Verdict, names: Names, pathOf: PathOf): readonly ConditionLine[] {
  return explainAt(verdict, names, pathOf, { depth: 0, joins: null });
}

type Place = Pick<ConditionLine, "depth" | "joins">;

function explainAt(verdict: Verdict, names: Names, pathOf: PathOf, place: Place): readonly ConditionLine[] {
  const { condition, holds } = verdict;
  if (condition.kind !== "all" && condition.kind !== "any") {
    return [{ ...place, says: explainCondition(condition, names), found: explainFound(verdict, names, pathOf), holds }];
  }
  const joins = condition.kind === "all" ? ("and" as const) : ("or" as const);
  const isOutermost = place.depth === 0 && place.joins === null;
  const inner = verdict.of.flatMap((part, index) =>
    explainAt(part, names, pathOf, { depth: isOutermost ? 0 : place.depth + 1, joins: index === 0 ? null : joins }),
  );
  // The outermost "all" or "any" needs no line: its parts are joined by the word. A nested one does, to be told apart.
  if (isOutermost && !verdict.of.some((part) => part.of.length > 0)) return inner;
  return [
    { ...place, says: condition.kind === "all" ? "all of these" : "one of these", found: "", holds },
    ...inner.map(indent(isOutermost)),
  ];
}

function indent(isOutermost: boolean): (line: ConditionLine) => ConditionLine {
  return (line) => (isOutermost ? { ...line, depth: line.depth + 1 } : line);
}

function explainFound({ condition, found }: Verdict, names: Names, pathOf: PathOf): string {
  if (condition.kind !== "group") return found === "" ? "(empty)" : `"${found}"`;
  const way = pathOf(condition.groupId);
  if (way === null) return "not a member";
  if (way.isEveryone) return "everyone is a member";
  const via = way.path.slice(0, -1).reverse();
  return via.length === 0 ? "a direct member" : `a member via ${via.map((groupId) => explainGroup(groupId, names)).join(" and ")}`;
}
