import { type NumberedField, nameKey, serialKey } from "../../desk/records/list-asset-fields.ts";
import { Invalid } from "../../model/errors.ts";
import { foldForSearch } from "../../model/fold-text.ts";
import type { AssetTypeField } from "../../model/records/assets.ts";
import type { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import { writeGuid } from "./numbered-guid.ts";
import { type ItemReader, readItem } from "./shapes.ts";
import { readFieldType, showValue, writeFieldType } from "./shapes-field-values.ts";
import { none, opposite, readNamed } from "./shapes-ticket-setup.ts";

type Kinds = typeof deskKinds;
type Asset = RecordOf<Kinds["asset"]>;
type AssetType = RecordOf<Kinds["assetType"]>;

/** What is read beside an asset, for all assets of a list at once. */
export interface AroundAssets {
  readonly types: ReadonlyMap<number, AssetType>;
  readonly fields: readonly NumberedField[];
  readonly users: ReadonlyMap<number, RecordOf<Kinds["user"]>>;
}

/** An asset as HaloPSA writes it. Its key and its name stand among the fields of its type, and as key fields. */
export function writeAsset(asset: Asset, around: AroundAssets, shows: { readonly fields: boolean }) {
  const { labels } = asset;
  const type = around.types.get(asset.typeId);
  const users = asset.userIds.flatMap((id) => around.users.get(id) ?? []);
  return {
    id: asset.id,
    guid: writeGuid("asset", asset.id),
    inventory_number: asset.tag,
    key_field: asset.key,
    key_field2: asset.name,
    key_field3: "",
    client_id: asset.customerId,
    client_name: labels.customerId ?? "",
    site_id: asset.siteId,
    site_name: labels.siteId ?? "",
    assettype_id: asset.typeId,
    assettype_name: labels.typeId ?? "",
    assetgroup_id: type?.groupId ?? none,
    assetgroup_name: type?.labels.groupId ?? "",
    status_id: asset.statusId ?? none,
    status_name: labels.statusId ?? "",
    inactive: !asset.isActive,
    username: users.map((user) => user.name).join(", "),
    user_email: users[0]?.email ?? "",
    users: users.map(({ id, name, email, siteId }) => ({ id, name, emailaddress: email, site_id: siteId })),
    notes: asset.notes,
    third_party_id_string: asset.externalId,
    last_update: asset.updatedAt,
    ...(shows.fields && type !== undefined && { fields: writeAssetFields(asset, type, around.fields) }),
  };
}

function writeAssetFields(asset: Asset, type: AssetType, numbered: readonly NumberedField[]) {
  return listFieldsOf(type, numbered).map(({ id, field }) => {
    const value = field.key === serialKey ? asset.key : field.key === nameKey ? asset.name : (asset.values[field.key] ?? null);
    return { id, name: field.label, value, display: showValue(value), mandatory: field.isRequired, parenttype_id: type.id };
  });
}

/** The fields of a type in their order, under their numbers; its key and the name come first. */
export function listFieldsOf(
  type: AssetType,
  numbered: readonly NumberedField[],
): readonly { readonly id: number; readonly field: AssetTypeField }[] {
  const built = { type: "text", options: [], isRequired: false } as const;
  const all: AssetTypeField[] = [
    { key: serialKey, label: type.keyLabel === "" ? "Serial number" : type.keyLabel, ...built, options: [] },
    { key: nameKey, label: "Name", ...built, options: [] },
    ...type.fields,
  ];
  return all.flatMap((field) => {
    const known = numbered.find((one) => one.typeId === type.id && one.key === field.key);
    return known === undefined ? [] : [{ id: known.id, field }];
  });
}

/** A field of an asset type as the resource Field has it. */
export function writeField(type: AssetType, id: number, field: AssetTypeField, position: number) {
  return {
    id,
    kind: "T",
    name: field.label,
    ...writeFieldType(field.type),
    mandatory: field.isRequired,
    values: field.options.map((name, at) => ({ id: at + 1, name })),
    parenttype_id: type.id,
    parenttype_name: type.name,
    sequence: position,
  };
}

export function writeAssetType(type: AssetType, numbered: readonly NumberedField[]) {
  const fields = listFieldsOf(type, numbered);
  const idOf = (key: string) => fields.find(({ field }) => field.key === key)?.id ?? 0;
  return {
    id: type.id,
    guid: writeGuid("assetType", type.id),
    name: type.name,
    sequence: type.position,
    inactive: !type.isActive,
    assetgroup_id: type.groupId,
    assetgroup_name: type.labels.groupId ?? "",
    keyfield_id: idOf(serialKey),
    keyfield2_id: idOf(nameKey),
    keyfield3_id: 0,
    tagprefix: type.tagPrefix,
    fields: fields.map(({ id, field }, at) => ({ typeinfo_id: id, field_id: id, field_name: field.label, sequence: at + 1 })),
    field_list: fields.map(({ id, field }, at) => writeField(type, id, field, at + 1)),
  };
}

export function writeAssetGroup(group: RecordOf<Kinds["assetGroup"]>, types: readonly AssetType[] | null) {
  return {
    id: group.id,
    guid: writeGuid("assetGroup", group.id),
    name: group.name,
    sequence: group.position,
    inactive: !group.isActive,
    ...(types !== null && {
      assettypes: types
        .filter((type) => type.groupId === group.id)
        .map((type) => ({ id: type.id, name: type.name, assetgroup_id: group.id })),
    }),
  };
}

/** What a posted Field says of a field of an asset type. */
export function readAssetField(sent: ItemReader) {
  const type = sent.number("type");
  return {
    label: sent.text("name"),
    type: type === undefined ? undefined : readFieldType(type, sent.number("inputtype") ?? null),
    options: sent.items("values")?.map((value) => readItem(value).text("name") ?? ""),
    isRequired: sent.flag("mandatory"),
  };
}

/** A key for a field that is made, from what it is called: `Serial no.` is `serialNo`. */
export function makeFieldKey(label: string, taken: readonly string[]): string {
  const words = foldForSearch(label)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const joined = words.map((word, at) => (at === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join("");
  const start = (/^[a-z]/.test(joined) ? joined : `field${joined}`).slice(0, 34);
  let key = start;
  for (let n = 2; taken.includes(key); n += 1) key = `${start}${n}`;
  return key;
}

/**
 * What a posted AssetType says. `fields: [{field_id | field_name}]` replaces the fields: a number of another type's field copies it, a name
 * that the type does not have makes a text field.
 */
export function readAssetType(
  sent: ItemReader,
  around: { readonly before: AssetType | null; readonly types: readonly AssetType[]; readonly numbered: readonly NumberedField[] },
) {
  return {
    ...readNamed(sent),
    tagPrefix: sent.text("tagprefix"),
    isActive: opposite(sent.flag("inactive")),
    fields: sent.has("fields") ? readFieldsOfType(sent, around) : undefined,
  };
}

function readFieldsOfType(sent: ItemReader, around: Parameters<typeof readAssetType>[1]): readonly AssetTypeField[] {
  const everywhere = around.types.flatMap((type) => listFieldsOf(type, around.numbered).map((one) => ({ ...one, typeId: type.id })));
  const fields: AssetTypeField[] = [];
  for (const [at, item] of (sent.items("fields") ?? []).entries()) {
    const { id, text } = readItem(item);
    const number = id("field_id") ?? id("typeinfo_id") ?? id("id");
    const label = text("field_name") ?? text("name") ?? "";
    const known = everywhere.find((one) =>
      typeof number === "number"
        ? one.id === number
        : one.typeId === around.before?.id && one.field.label.toLowerCase() === label.toLowerCase(),
    );
    if (typeof number === "number" && known === undefined)
      throw new Invalid([{ at: `fields[${at}]`, says: `there is no field ${number}` }]);
    if (known?.field.key.startsWith("#") === true) continue;
    const taken = fields.map((field) => field.key);
    if (known === undefined) fields.push({ key: makeFieldKey(label, taken), label, type: "text", options: [], isRequired: false });
    else fields.push(known.typeId === around.before?.id ? known.field : { ...known.field, key: makeFieldKey(known.field.label, taken) });
  }
  return fields;
}
