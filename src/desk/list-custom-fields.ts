import type { Kysely } from "kysely";
import type { CustomFieldOf, CustomFieldType } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";

/** A custom field with its number, for programs that know fields by numbers. */
export interface NumberedCustomField {
  readonly id: number;
  readonly of: CustomFieldOf;
  readonly key: string;
  readonly label: string;
  readonly type: CustomFieldType;
  readonly options: readonly string[];
  readonly isRequired: boolean;
}

/** The custom fields of a kind of record, or of all kinds, in the order of their forms. */
export async function listCustomFields(db: Kysely<Tables>, of: CustomFieldOf | null): Promise<readonly NumberedCustomField[]> {
  const all = db.selectFrom("custom_fields").selectAll().orderBy("entity").orderBy("position").orderBy("id");
  const rows = await (of === null ? all : all.where("entity", "=", of)).execute();
  return rows.map((row) => ({
    id: row.id,
    // Both columns are written from the closed lists of the model.
    of: row.entity as CustomFieldOf,
    key: row.key,
    label: row.label,
    type: row.type as CustomFieldType,
    options: row.options,
    isRequired: row.is_required,
  }));
}
