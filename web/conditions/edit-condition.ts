import type { Condition } from "../../src/model/condition.ts";

/** A condition while it is being built: rows may lack what they need, and groups may be empty. */
export type EditNode = EditGroup | EditTest;

export interface EditGroup {
  readonly key: number;
  readonly kind: "group";
  readonly joins: "all" | "any";
  readonly of: readonly EditNode[];
}

export interface EditTest {
  readonly key: number;
  readonly kind: "test";
  /** `$orgUnit`, `$group`, or an attribute. */
  readonly field: string;
  readonly op: Operator;
  readonly value: string;
  readonly values: readonly string[];
  readonly isCaseSensitive: boolean;
  readonly includesBelow: boolean;
  readonly group: { readonly id: string; readonly name: string } | null;
}

export type Operator =
  | "equals"
  | "notEquals"
  | "contains"
  | "notContains"
  | "beginsWith"
  | "endsWith"
  | "matches"
  | "inList"
  | "isEmpty"
  | "isNotEmpty"
  | "isTrue"
  | "isFalse";

export const orgUnitField = "$orgUnit";
export const groupField = "$group";

let keys = 0;

/** A row that asks for an org unit: what most rules begin with. */
export function emptyTest(): EditTest {
  keys += 1;
  return {
    key: keys,
    kind: "test",
    field: orgUnitField,
    op: "equals",
    value: "",
    values: [],
    isCaseSensitive: false,
    includesBelow: true,
    group: null,
  };
}

export function emptyGroup(joins: EditGroup["joins"], of: readonly EditNode[]): EditGroup {
  keys += 1;
  return { key: keys, kind: "group", joins, of };
}

/** A condition as rows; the outermost is always a group. No condition is a group of nothing. */
export function openCondition(condition: Condition | null): EditGroup {
  if (condition === null) return emptyGroup("all", []);
  const node = toNode(condition);
  return node.kind === "group" ? node : emptyGroup("all", [node]);
}

function toNode(condition: Condition): EditNode {
  const row = emptyTest();
  switch (condition.kind) {
    case "all":
    case "any":
      return emptyGroup(condition.kind, condition.of.map(toNode));
    case "orgUnit":
      return { ...row, value: condition.path, includesBelow: condition.includesBelow };
    case "group":
      return { ...row, field: groupField, group: { id: condition.groupId, name: condition.groupName } };
    case "fieldInList":
      return {
        ...row,
        field: condition.field,
        op: "inList",
        values: condition.values,
        isCaseSensitive: condition.isCaseSensitive === true,
      };
    case "fieldState":
      return { ...row, field: condition.field, op: condition.op };
    case "field":
      return {
        ...row,
        field: condition.field,
        op: condition.op,
        value: condition.value,
        isCaseSensitive: condition.isCaseSensitive === true,
      };
  }
}

/** What the rows say. `isComplete` is false while a row lacks something: then `condition` must not be used. */
export function closeCondition(root: EditGroup): { readonly condition: Condition | null; readonly isComplete: boolean } {
  if (root.of.length === 0) return { condition: null, isComplete: true };
  const condition = fromNode(root);
  return condition === null ? { condition: null, isComplete: false } : { condition, isComplete: true };
}

/** Null for a row that lacks something, and for a group with such a row or with none. */
function fromNode(node: EditNode): Condition | null {
  if (node.kind === "test") return fromTest(node);
  const parts = node.of.map(fromNode);
  const whole = parts.filter((part) => part !== null);
  if (whole.length === 0 || whole.length < parts.length) return null;
  const [only] = whole;
  return whole.length === 1 && only !== undefined ? only : { kind: node.joins, of: whole };
}

function fromTest(test: EditTest): Condition | null {
  if (lacking(test) !== null) return null;
  const capitals = test.isCaseSensitive ? { isCaseSensitive: true } : {};
  if (test.field === orgUnitField) return { kind: "orgUnit", path: test.value.trim(), includesBelow: test.includesBelow };
  if (test.field === groupField) return test.group === null ? null : { kind: "group", groupId: test.group.id, groupName: test.group.name };
  switch (test.op) {
    case "isEmpty":
    case "isNotEmpty":
    case "isTrue":
    case "isFalse":
      return { kind: "fieldState", field: test.field, op: test.op };
    case "inList":
      return { kind: "fieldInList", field: test.field, values: [...test.values], ...capitals };
    default:
      return { kind: "field", field: test.field, op: test.op, value: test.value, ...capitals };
  }
}

/** What a row still lacks, in words; null when it is complete. */
export function lacking(test: EditTest): string | null {
  if (test.field === orgUnitField) return test.value.trim().startsWith("/") ? null : "Choose an org unit; its path begins with /.";
  if (test.field === groupField) return test.group === null ? "Choose a group." : null;
  if (test.field === "") return "Choose an attribute.";
  if (needsNoValue(test.op)) return null;
  if (test.op === "inList") return test.values.length === 0 ? "Name at least one value." : null;
  return test.value === "" ? "Give a value." : null;
}

export function needsNoValue(op: Operator): boolean {
  return op === "isEmpty" || op === "isNotEmpty" || op === "isTrue" || op === "isFalse";
}

/** Where each row stands in the condition that the rows make, as faults name it: `.of[0].of[2]`. */
export function placesOf(root: EditGroup): ReadonlyMap<number, string> {
  const places = new Map<number, string>();
  const walk = (node: EditNode, place: string) => {
    places.set(node.key, place);
    if (node.kind === "test") return;
    // A group of one is written as that one.
    for (const [index, child] of node.of.entries()) walk(child, node.of.length === 1 ? place : `${place}.of[${index}]`);
  };
  walk(root, "");
  return places;
}

/** The same rows with one of them changed, or taken away where `change` answers null. */
export function changeNode(root: EditGroup, key: number, change: (node: EditNode) => EditNode | null): EditGroup {
  const walk = (node: EditNode): EditNode | null => {
    if (node.key === key) return change(node);
    return node.kind === "test" ? node : { ...node, of: node.of.flatMap((child) => walk(child) ?? []) };
  };
  const changed = walk(root);
  return changed === null || changed.kind === "test" ? emptyGroup("all", []) : changed;
}
