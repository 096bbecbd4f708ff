import { type NumberedField, nameKey, serialKey } from "../../desk/records/list-asset-fields.ts";
import type { FieldValue } from "../../model/desk.ts";
import { Invalid } from "../../model/errors.ts";
import type { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import { type ItemReader, readItem, readListedId } from "./shapes.ts";
import { listFieldsOf } from "./shapes-assets.ts";
import { readFieldValue } from "./shapes-field-values.ts";
import { opposite } from "./shapes-ticket-setup.ts";

type Asset = RecordOf<typeof deskKinds.asset>;

/**
 * What a posted asset says, but for the fields of its type. People are given by `users: [{id}]`, which replaces who was there; a bare
 * `user_id` is nothing that HaloPSA heeds.
 */
export function readAsset(sent: ItemReader, before: Asset | null) {
  const keepsType = before !== null && sent.flag("_dontupdatetype") === true;
  return {
    tag: sent.text("inventory_number"),
    key: sent.text("key_field"),
    name: sent.text("key_field2"),
    typeId: keepsType ? undefined : (sent.id("assettype_id") ?? undefined),
    siteId: sent.id("site_id") ?? undefined,
    statusId: sent.id("status_id"),
    isActive: opposite(sent.flag("inactive")),
    notes: sent.text("notes"),
    externalId: sent.text("third_party_id_string") ?? sent.id("third_party_id")?.toString(),
    userIds: sent.items("users")?.map((user, at) => readListedId(user, `users[${at}]`)),
  };
}

/**
 * What `fields: [{id | name, value}]` says. Values of the type's other fields stay; those of a former type go. With `_dontaddnewfields` a
 * field that the type does not have is passed over.
 * @throws Invalid for a field that the type does not have
 */
export function readTypeValues(
  sent: ItemReader,
  of: { readonly type: RecordOf<typeof deskKinds.assetType>; readonly numbered: readonly NumberedField[]; readonly before: Asset | null },
): Readonly<Record<string, unknown>> {
  const items = sent.items("fields") ?? [];
  const known = listFieldsOf(of.type, of.numbered);
  const values: Record<string, FieldValue | null> = {};
  for (const { field } of known) {
    const value = of.before?.values[field.key];
    if (value !== undefined) values[field.key] = value;
  }
  const isOther = of.before !== null && of.before.typeId !== of.type.id;
  const own: Record<string, string> = {};
  for (const [at, item] of items.entries()) {
    const { id, text, raw } = readItem(item);
    const number = id("id");
    const name = text("name")?.trim().toLowerCase();
    const found = known.find((one) => (typeof number === "number" ? one.id === number : one.field.label.toLowerCase() === name));
    if (found === undefined && sent.flag("_dontaddnewfields") === true) continue;
    if (found === undefined)
      throw new Invalid([
        { at: `fields[${at}]`, says: `the type ${of.type.name} has no field ${number ?? `"${(name ?? "").slice(0, 100)}"`}` },
      ]);
    const value = raw("value");
    if (found.field.key === serialKey) own.key = text("value") ?? "";
    else if (found.field.key === nameKey) own.name = text("value") ?? "";
    else values[found.field.key] = readFieldValue(found.field.type, value);
  }
  return items.length === 0 && !isOther ? {} : { ...own, values };
}
