import type { Kysely } from "kysely";
import { listAssetFields } from "../../desk/records/list-asset-fields.ts";
import { getRecordOf } from "../../desk/records/list-records-of.ts";
import { updateRecordOf } from "../../desk/records/save-record-of.ts";
import { Invalid, NotFound } from "../../model/errors.ts";
import type { AssetTypeField } from "../../model/records/assets.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { Tables } from "../../store/tables.ts";
import { checkValues } from "./check-values.ts";
import type { HaloCall, HaloItem, HaloResource } from "./halo-resource.ts";
import { listAll } from "./list-all.ts";
import { readId, readItem } from "./shapes.ts";
import { listFieldsOf, makeFieldKey, readAssetField, writeField } from "./shapes-assets.ts";

/** Fields of asset types. Each belongs to one type, `parenttype_id`; the key and the name are every type's, and stay. */
export const fieldResource: HaloResource = {
  path: "field",
  right: deskKinds.assetType.right,
  listKey: null,
  isReadByAll: true,
  list: async (call, { from, limit, search }) => {
    const found = (await listFields(call.db, call.query.number("type_id"))).filter(
      ({ name }) => search === null || name.toLowerCase().includes(search.toLowerCase()),
    );
    return { items: found.slice(from, from + limit), total: found.length };
  },
  get: async (call, id) => await getField(call, readId(id, "field")),
  save: async (call, item) => await saveField(call, item),
  delete: async (call, id) => {
    const field = await getField(call, readId(id, "field"));
    await changeFields(call, field.parenttype_id, (fields) => {
      const key = field.key;
      if (!fields.some((one) => one.key === key))
        throw new Invalid([{ at: "id", says: `${field.name} is a field that every asset has, and can't be deleted` }]);
      return fields.filter((one) => one.key !== key);
    });
    return field;
  },
};

async function listFields(db: Kysely<Tables>, typeId: number | null) {
  const types = await listAll(db, deskKinds.assetType, typeId === null ? {} : { ids: [typeId] });
  const ids = types.map((type) => type.id);
  const numbered = await listAssetFields(db, ids);
  return types.flatMap((type) =>
    listFieldsOf(type, numbered).map(({ id, field }, at) => ({ ...writeField(type, id, field, at + 1), key: field.key })),
  );
}

async function getField(call: HaloCall, id: number) {
  const found = (await listFields(call.db, null)).find((field) => field.id === id);
  if (found === undefined) throw new NotFound(`There is no field ${id}.`);
  return found;
}

async function saveField(call: HaloCall, item: HaloItem): Promise<object> {
  const sent = readItem(item);
  const id = sent.id("id");
  const before = typeof id === "number" ? await getField(call, id) : null;
  const typeId = before?.parenttype_id ?? sent.id("parenttype_id") ?? sent.id("type_id");
  if (typeof typeId !== "number")
    throw new Invalid([{ at: "parenttype_id", says: "is missing: the number of the asset type that gets the field" }]);
  const said = readAssetField(sent);
  const label = said.label ?? before?.name ?? "";
  const key = await changeFields(call, typeId, (fields) => {
    const was = fields.find((field) => field.key === before?.key);
    if (before !== null && was === undefined)
      throw new Invalid([{ at: "id", says: `${before.name} is a field that every asset has, and stays as it is` }]);
    const after = {
      key:
        was?.key ??
        makeFieldKey(
          label,
          fields.map((field) => field.key),
        ),
      label,
      type: said.type ?? was?.type ?? "text",
      options: said.options ?? was?.options ?? [],
      isRequired: said.isRequired ?? was?.isRequired ?? false,
    };
    return was === undefined ? [...fields, after] : fields.map((field) => (field.key === was.key ? after : field));
  });
  const now = (await listFields(call.db, typeId)).find((field) => (before === null ? field.key === key : field.id === before.id));
  return now ?? {};
}

/** Changes the fields of a type, and answers the key of the last one. @throws NotFound, Invalid */
async function changeFields(
  call: HaloCall,
  typeId: number,
  change: (fields: readonly AssetTypeField[]) => readonly AssetTypeField[],
): Promise<string> {
  const type = await getRecordOf(call.db, deskKinds.assetType, typeId);
  const patch = checkValues(deskKinds.assetType, { fields: change(type.fields) });
  await updateRecordOf(call.db, deskKinds.assetType, { id: typeId, patch, expectsVersion: null }, { by: call.by, now: call.now });
  return (await getRecordOf(call.db, deskKinds.assetType, typeId)).fields.at(-1)?.key ?? "";
}
