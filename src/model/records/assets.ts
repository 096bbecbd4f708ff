import { z } from "zod";
import { CustomFieldType, FieldValue } from "../desk.ts";
import { flag, longText, name, number, reference, referenceOrNone, references, structured, text } from "./field.ts";
import { defineKind } from "./kind.ts";

/** A field that every asset of a type has. `key` is kept for good; the label may change. */
export const AssetTypeField = z.strictObject({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, "starts with a small letter and has letters and digits only"),
  label: z.string().trim().min(1, "is missing").max(100),
  type: CustomFieldType,
  options: z.array(z.string().trim().min(1)).max(500),
  isRequired: z.boolean(),
});
export type AssetTypeField = z.infer<typeof AssetTypeField>;

export const assetGroupKind = defineKind({
  name: "assetGroup",
  one: "asset group",
  many: "asset groups",
  table: "asset_groups",
  path: "asset-groups",
  right: "settings",
  fields: { name: name("Name"), isActive: flag("Active", true), position: number("Position") },
});

/** A type of asset with its fields (D3). */
export const assetTypeKind = defineKind({
  name: "assetType",
  one: "asset type",
  many: "asset types",
  table: "asset_types",
  path: "asset-types",
  right: "settings",
  fields: {
    name: name("Name"),
    groupId: reference("Group", "assetGroup"),
    isActive: flag("Active", true),
    keyLabel: text("The key field is called", { max: 100, hint: "Serial number, asset number; empty: Serial number" }),
    tagPrefix: text("Tags begin with", { max: 20 }),
    fields: structured("Fields", z.array(AssetTypeField).max(200), []),
    position: number("Position"),
  },
});

export const assetStatusKind = defineKind({
  name: "assetStatus",
  one: "asset status",
  many: "asset statuses",
  table: "asset_statuses",
  path: "asset-statuses",
  right: "settings",
  sortedBy: "position",
  fields: { name: name("Name"), colour: text("Colour", { max: 20 }), position: number("Position") },
});

/** Devices and other things that the desk looks after (D3). */
export const assetKind = defineKind({
  name: "asset",
  one: "asset",
  many: "assets",
  table: "assets",
  path: "assets",
  right: "assets",
  labelFields: ["name", "key", "tag"],
  uniqueBy: null,
  customOf: "asset",
  hasSearchKey: true,
  fields: {
    name: text("Name", { hint: "Empty: its key, or its tag" }),
    typeId: reference("Type", "assetType"),
    key: text("Serial number"),
    tag: text("Tag", { hint: "The number on the sticker" }),
    siteId: reference("Site", "site"),
    customerId: reference("Customer", "customer", { isComputed: true }),
    userIds: references("Users", "user", { table: "asset_users", own: "asset_id", other: "user_id" }),
    statusId: referenceOrNone("Status", "assetStatus"),
    isActive: flag("Active", true),
    values: structured("Fields of its type", z.record(z.string().max(40), FieldValue.nullable()), {}),
    externalId: text("Id elsewhere", { hint: "What another program knows it by" }),
    notes: longText("Notes"),
  },
});
