import type { Kysely } from "kysely";
import type { CustomFieldType, FieldValue } from "../../model/desk.ts";
import { Invalid } from "../../model/errors.ts";
import type { RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import { checkFieldValue } from "./check-field-value.ts";

type Custom = Readonly<Record<string, FieldValue>>;

/** The custom values of a record after a change; null takes a value away. @throws Invalid for an unknown field, a value that does not fit, a required one that is missing */
export async function checkCustomValues(
  db: Kysely<Tables>,
  kind: RecordKind,
  before: Custom,
  change: Readonly<Record<string, FieldValue | null>>,
): Promise<Custom> {
  if (kind.customOf === null) return {};
  const fields = await db.selectFrom("custom_fields").selectAll().where("entity", "=", kind.customOf).execute();
  const after = Object.fromEntries(
    Object.entries({ ...before, ...change }).filter((entry): entry is [string, FieldValue] => entry[1] !== null && entry[1] !== ""),
  );
  const faults = Object.entries(change).flatMap(([key, value]) => {
    const field = fields.find((one) => one.key === key);
    if (field === undefined) return [{ at: `custom.${key}`, says: `is no custom field of ${kind.many}` }];
    // The column holds what the schema of custom fields allows.
    const says =
      value === null || value === "" ? null : checkFieldValue({ type: field.type as CustomFieldType, options: field.options }, value);
    return says === null ? [] : [{ at: `custom.${key}`, says }];
  });
  const isTouched = Object.keys(before).length === 0 || Object.keys(change).length > 0;
  const missing = fields
    .filter((field) => field.is_required && isTouched && after[field.key] === undefined)
    .map((field) => ({ at: `custom.${field.key}`, says: `${field.label} is missing` }));
  if (faults.length + missing.length > 0) throw new Invalid([...faults, ...missing]);
  return after;
}
