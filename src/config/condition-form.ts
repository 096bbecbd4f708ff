import type { Condition } from "../model/condition.ts";
import { comparisonsOf, type FileCondition, type GroupText } from "../model/config-file.ts";
import { must, unreachable } from "../model/errors.ts";
import type { Path } from "./parse-config-file.ts";

/** A group that a condition names in the file, with its place. */
export interface NamedGroup {
  readonly group: GroupText;
  readonly path: Path;
}

export type GroupOf = (named: NamedGroup) => { readonly id: string; readonly name: string };

/** A condition of the file in the language that rules are judged in. */
export function buildCondition(condition: FileCondition, path: Path, groupOf: GroupOf): Condition {
  const { all, any, orgUnit, group, field } = condition;
  if (all !== undefined) return { kind: "all", of: all.map((one, index) => buildCondition(one, [...path, "all", index], groupOf)) };
  if (any !== undefined) return { kind: "any", of: any.map((one, index) => buildCondition(one, [...path, "any", index], groupOf)) };
  if (orgUnit !== undefined) return { kind: "orgUnit", path: orgUnit, includesBelow: condition.below ?? true };
  if (group !== undefined) {
    const { id, name } = groupOf({ group, path: [...path, "group"] });
    return { kind: "group", groupId: id, groupName: name };
  }
  return buildComparison(condition, must(field, "the field of a condition"));
}

function buildComparison(condition: FileCondition, field: string): Condition {
  const [op] = comparisonsOf(condition);
  const sensitivity = condition.caseSensitive === undefined ? {} : { isCaseSensitive: condition.caseSensitive };
  if (op === undefined) throw new Error("A condition of a parsed file has no comparison");
  if (op === "inList") return { kind: "fieldInList", field, values: [...(condition.inList ?? [])], ...sensitivity };
  if (op === "isEmpty" || op === "isNotEmpty" || op === "isTrue" || op === "isFalse") return { kind: "fieldState", field, op };
  return { kind: "field", field, op, value: must(condition[op], `the value of ${op}`), ...sensitivity };
}

/** A condition as the file writes it. */
export function describeCondition(condition: Condition): FileCondition {
  switch (condition.kind) {
    case "all":
      return { all: condition.of.map(describeCondition) };
    case "any":
      return { any: condition.of.map(describeCondition) };
    case "orgUnit":
      return { orgUnit: condition.path, ...(!condition.includesBelow && { below: false }) };
    case "group":
      return { group: { id: condition.groupId, name: condition.groupName } };
    case "fieldState":
      return { field: condition.field, [condition.op]: true };
    case "fieldInList":
      return { field: condition.field, inList: condition.values, ...describeSensitivity(condition) };
    case "field":
      return { field: condition.field, [condition.op]: condition.value, ...describeSensitivity(condition) };
    default:
      return unreachable(condition);
  }
}

function describeSensitivity(condition: { readonly isCaseSensitive?: boolean | undefined }): { caseSensitive?: boolean } {
  return condition.isCaseSensitive === undefined ? {} : { caseSensitive: condition.isCaseSensitive };
}

/** Every group that a condition names, with its place. */
export function listGroups(condition: FileCondition | undefined, path: Path): readonly NamedGroup[] {
  if (condition === undefined) return [];
  if (condition.group !== undefined) return [{ group: condition.group, path: [...path, "group"] }];
  const below = (key: "all" | "any") => (condition[key] ?? []).flatMap((one, index) => listGroups(one, [...path, key, index]));
  return [...below("all"), ...below("any")];
}
