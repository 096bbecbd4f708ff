import type { NumberedCustomField } from "../../desk/list-custom-fields.ts";
import type { FieldValue } from "../../model/desk.ts";
import { Invalid } from "../../model/errors.ts";
import { type ItemReader, readItem } from "./shapes.ts";
import { readFieldValue, showValue, writeFieldType } from "./shapes-field-values.ts";

/** HaloPSA's fields that somebody made are called `CF` and something. */
export function customFieldName(key: string): string {
  return `CF${key}`;
}

/** The custom fields of a record, with their values. */
export function writeCustomFields(fields: readonly NumberedCustomField[], custom: Readonly<Record<string, FieldValue>>) {
  return fields.map(({ id, key, label, type }) => {
    const value = custom[key] ?? null;
    return { id, name: customFieldName(key), label, ...writeFieldType(type), value, display: showValue(value) };
  });
}

/** What an object changes of custom fields, by key; each is named by its number or its name. Undefined where it names none. @throws Invalid */
export function readCustomFields(
  fields: readonly NumberedCustomField[],
  sent: ItemReader,
): Readonly<Record<string, FieldValue | null>> | undefined {
  const items = sent.items("customfields");
  if (items === undefined) return undefined;
  return Object.fromEntries(
    items.map((item, index) => {
      const one = readItem(item);
      const [id, name] = [one.id("id"), one.text("name")?.toLowerCase() ?? ""];
      const named = (field: NumberedCustomField) =>
        [customFieldName(field.key), field.key, field.label].some((own) => own.toLowerCase() === name);
      const field = fields.find((known) => (typeof id === "number" ? known.id === id : named(known)));
      if (field === undefined)
        throw new Invalid([
          { at: `customfields[${index}]`, says: `there is no custom field ${typeof id === "number" ? id : `"${name.slice(0, 60)}"`} here` },
        ]);
      return [field.key, readFieldValue(field.type, one.raw("value"))];
    }),
  );
}
