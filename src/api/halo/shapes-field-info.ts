import type { NumberedCustomField } from "../../desk/list-custom-fields.ts";
import type { CustomFieldOf } from "../../model/desk.ts";
import { writeGuid } from "./numbered-guid.ts";
import { type ItemReader, readItem } from "./shapes.ts";
import { makeFieldKey } from "./shapes-assets.ts";
import { customFieldName } from "./shapes-custom-fields.ts";
import { readFieldType, writeFieldType } from "./shapes-field-values.ts";

/** HaloPSA's numbers of what fields belong to. */
const typeIds: readonly (readonly [CustomFieldOf, number])[] = [
  ["ticket", 1],
  ["customer", 2],
  ["site", 3],
  ["user", 4],
  ["asset", 5],
  ["agent", 1002],
];

/** Whose fields a number of HaloPSA's means; null where Muster has none. */
export function readFieldOwner(typeId: number): CustomFieldOf | null {
  return typeIds.find(([, known]) => known === typeId)?.[0] ?? null;
}

/** A custom field as the resource FieldInfo has it. */
export function writeFieldInfo(field: NumberedCustomField) {
  const typeId = typeIds.find(([of]) => of === field.of)?.[1] ?? 0;
  return {
    id: field.id,
    guid: writeGuid("fieldInfo", field.id),
    name: customFieldName(field.key),
    label: field.label,
    typeid: typeId,
    usage: typeId,
    custom: 1,
    mandatory: field.isRequired,
    ...writeFieldType(field.type),
    values: field.options.map((name, at) => ({ id: at + 1, name })),
  };
}

/** What a posted FieldInfo says of a custom field. Its key follows from its name, or else from its label, and stays. */
export function readFieldInfo(sent: ItemReader) {
  const type = sent.number("type");
  const name = sent
    .text("name")
    ?.trim()
    .replace(/^CF(?=.)/i, "");
  const isKey = name !== undefined && /^[a-z][a-zA-Z0-9]{0,39}$/.test(name);
  return {
    entity: readFieldOwner(sent.id("typeid") ?? 0) ?? undefined,
    key: isKey ? name : makeFieldKey(name || (sent.text("label") ?? ""), []),
    label: sent.text("label"),
    type: type === undefined ? undefined : readFieldType(type, sent.number("inputtype") ?? null),
    options: sent.items("values")?.map((value) => readItem(value).text("name") ?? ""),
    isRequired: sent.flag("mandatory"),
    position: sent.number("sequence") ?? undefined,
  };
}
