import type { Kysely } from "kysely";
import type { CustomFieldType } from "../../model/desk.ts";
import type { RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";

/** A custom field of a kind, as lists, forms and files need it. */
export interface KindCustomField {
  readonly key: string;
  readonly label: string;
  readonly type: CustomFieldType;
  readonly options: readonly string[];
  readonly isRequired: boolean;
}

/** The custom fields of some kinds in their order, by whose they are. */
export async function listCustomFieldsOf(
  db: Kysely<Tables>,
  kinds: readonly Pick<RecordKind, "customOf">[],
): Promise<(kind: Pick<RecordKind, "customOf">) => readonly KindCustomField[]> {
  const entities = [...new Set(kinds.flatMap((kind) => kind.customOf ?? []))];
  if (entities.length === 0) return () => [];
  const rows = await db
    .selectFrom("custom_fields")
    .select(["entity", "key", "label", "type", "options", "is_required"])
    .where("entity", "in", entities)
    .orderBy("position")
    .orderBy("label")
    .execute();
  return ({ customOf }) =>
    rows
      .filter((row) => row.entity === customOf)
      .map(({ key, label, type, options, is_required: isRequired }) => ({
        key,
        label,
        // The column holds what the schema of custom fields allows.
        type: type as CustomFieldType,
        options,
        isRequired,
      }));
}
