import type { AttributeView } from "../../src/api/v1/shapes/settings.ts";
import type { Operator } from "./edit-condition.ts";

interface Named {
  readonly value: Operator;
  readonly label: string;
}

const forText: readonly Named[] = [
  { value: "equals", label: "is" },
  { value: "notEquals", label: "is not" },
  { value: "inList", label: "is one of" },
  { value: "contains", label: "contains" },
  { value: "notContains", label: "does not contain" },
  { value: "beginsWith", label: "begins with" },
  { value: "endsWith", label: "ends with" },
  { value: "matches", label: "matches (regex)" },
  { value: "isEmpty", label: "is empty" },
  { value: "isNotEmpty", label: "is not empty" },
];

const forCheckbox: readonly Named[] = [
  { value: "isTrue", label: "is true" },
  { value: "isFalse", label: "is false" },
  { value: "isEmpty", label: "is empty" },
  { value: "isNotEmpty", label: "is not empty" },
];

/** The comparisons that make sense for an attribute; the one in use stays, whatever is known of the attribute. */
export function operatorsFor(attribute: AttributeView | undefined, current: Operator): readonly Named[] {
  const fitting =
    attribute?.type === "checkbox" ? forCheckbox : attribute === undefined ? [...forText, ...forCheckbox.slice(0, 2)] : forText;
  const known = [...forText, ...forCheckbox].find(({ value }) => value === current);
  return known === undefined || fitting.some(({ value }) => value === current) ? fitting : [...fitting, known];
}
