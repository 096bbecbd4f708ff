import type { Condition } from "../model/condition.ts";
import { type Fault, Invalid } from "../model/errors.ts";
import { createTest } from "./judge-condition.ts";
import { createAttributeReader } from "./read-attribute.ts";

type Place = Pick<Fault, "at" | "about">;

/** Every fault of a condition, each at its own part of it: `mappings[2].filter.of[0].value`. */
export function checkCondition(condition: Condition, place: Place): readonly Fault[] {
  if (condition.kind === "all" || condition.kind === "any")
    return condition.of.flatMap((part, index) => checkCondition(part, { ...place, at: `${place.at}.of[${index}]` }));
  if (condition.kind === "group" || condition.kind === "orgUnit") return [];
  const attribute = checkAttribute(condition.field, { ...place, at: `${place.at}.field` });
  return attribute.length > 0 ? attribute : findFaults(() => createTest(condition), { ...place, at: `${place.at}.value` });
}

/** What is wrong with an attribute expression. */
export function checkAttribute(expression: string, place: Place): readonly Fault[] {
  return findFaults(() => createAttributeReader(expression), place);
}

function findFaults(parse: () => unknown, place: Place): readonly Fault[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return error.faults.map(({ at, says }) => ({ ...place, says: `"${at}": ${says}` }));
  }
}
