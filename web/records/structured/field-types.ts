import type { CustomFieldType } from "../../../src/model/desk.ts";

/** What a custom field, or a field of an asset's type, may hold. */
export const fieldTypes: { value: CustomFieldType; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "number", label: "A number" },
  { value: "date", label: "A date" },
  { value: "checkbox", label: "Yes or no" },
  { value: "select", label: "One of several choices" },
  { value: "multiSelect", label: "Several choices" },
];

export function sayFieldType(type: CustomFieldType): string {
  return (fieldTypes.find(({ value }) => value === type)?.label ?? type).toLocaleLowerCase();
}
