import type { DeskField, FieldValue, managerField } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";
import type { FieldPolicy, MatchingField } from "../model/settings.ts";
import type { Names } from "./explain-names.ts";
import { knownGoogleAttributes } from "./known-attributes.ts";

const deskLabels: Readonly<Record<DeskField | typeof managerField, string>> = {
  name: "Name",
  firstName: "First name",
  lastName: "Last name",
  email: "E-mail",
  email2: "Second e-mail",
  email3: "Third e-mail",
  phone: "Phone",
  mobile: "Mobile",
  homePhone: "Home phone",
  title: "Title",
  department: "Department",
  employeeNumber: "Employee number",
  notes: "Notes",
  manager: "Manager",
};

/** What people call a desk field; a custom field by its label. */
export function explainField(field: string, { catalogue }: Pick<Names, "catalogue">): string {
  const known: string | undefined = Object.entries(deskLabels).find(([name]) => name === field)?.[1];
  if (known !== undefined) return known;
  return catalogue.customFields.find((custom) => `custom.${custom.key}` === field)?.label ?? field;
}

const attributeLabels: ReadonlyMap<string, string> = new Map([
  ...knownGoogleAttributes.map(({ from, label }) => [from, label] as const),
  ["email", "e-mail"],
  ["orgUnitPath", "org unit"],
]);

/** A directory attribute in a word where there is one, else as it is written in mappings. */
export function explainAttribute(expression: string): string {
  return attributeLabels.get(expression) ?? expression;
}

/** A value as a person reads it; a dash for none. */
export function explainValue(value: FieldValue | null | undefined): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** Whose value stands when both sides have one. */
export function explainPolicy(policy: FieldPolicy): string {
  switch (policy) {
    case "directory":
      return "directory decides";
    case "keepHandEdits":
      return "hand edits are kept";
    case "onlyWhenEmpty":
      return "only filled when empty";
    default:
      return unreachable(policy);
  }
}

/** A matching field in a word. */
export function explainMatchingField(by: MatchingField, names: Pick<Names, "catalogue">): string {
  switch (by.kind) {
    case "email":
      return "e-mail";
    case "alias":
    case "name":
      return by.kind;
    case "field":
      return explainField(by.field, names).toLowerCase();
    default:
      return unreachable(by);
  }
}
