import { listCustomFieldsOf } from "../../../desk/records/list-custom-fields-of.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { RecordField } from "../../../model/records/field.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import type { Db } from "../../../store/open-database.ts";
import type { KindView } from "../shapes/kinds.ts";
import { isFilterable, isSortable } from "../shapes/records.ts";

/** Every kind of record with its fields and custom fields: what forms and lists are drawn from. */
export async function viewKinds(db: Db): Promise<KindView[]> {
  const kinds: readonly RecordKind[] = Object.values(deskKinds);
  const customOf = await listCustomFieldsOf(db, kinds);
  return kinds.map((kind) => {
    const { name, one, many, path, right, labelFields, sortedBy } = kind;
    // The fields of a kind, whatever the types of their values.
    const fields = Object.entries(kind.fields) as [string, RecordField][];
    return {
      name,
      one,
      many,
      path,
      right,
      labelFields: [...labelFields],
      sortedBy,
      fields: fields.map(([field, described]) => viewField(field, described)),
      customFields: customOf(kind).map((field) => ({ ...field, options: [...field.options] })),
    };
  });
}

function viewField(name: string, field: RecordField): KindView["fields"][number] {
  const { kind, label, options, refersTo, hint, isComputed, fallback } = field;
  return {
    name,
    label,
    kind,
    options: options === null ? null : [...options],
    refersTo,
    hint,
    isComputed,
    isRequired: !isComputed && fallback === undefined,
    isSortable: isSortable(field),
    isFilterable: isFilterable(field),
    ...(fallback !== undefined && { fallback }),
  };
}
