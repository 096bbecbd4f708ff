import { listAssignments } from "../../desk/contracts/list-assignments.ts";
import { listCustomFields } from "../../desk/list-custom-fields.ts";
import type { RecordFilter } from "../../desk/records/filter-records.ts";
import { findNextTag } from "../../desk/records/find-next-tag.ts";
import { listAssetFields, type NumberedField } from "../../desk/records/list-asset-fields.ts";
import { findRecordOf, getRecordOf } from "../../desk/records/list-records-of.ts";
import { Invalid } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import type { HaloCall, HaloItem } from "./halo-resource.ts";
import { kindResource } from "./kind-resource.ts";
import { listAll } from "./list-all.ts";
import { readIds } from "./read-ids.ts";
import { saveSoftware } from "./save-software.ts";
import { readItem } from "./shapes.ts";
import { readAsset, readTypeValues } from "./shapes-asset-values.ts";
import { type AroundAssets, writeAsset } from "./shapes-assets.ts";
import { readLicenceNumber } from "./shapes-contracts.ts";
import { readCustomFields, writeCustomFields } from "./shapes-custom-fields.ts";
import { showsCustomFields } from "./shows-custom-fields.ts";

type Asset = RecordOf<typeof deskKinds.asset>;

/** Assets. The tag is HaloPSA's inventory number; the key and the name are fields of every type, and its first key fields. */
export const assetResource = kindResource({
  path: "asset",
  listKey: "assets",
  kind: deskKinds.asset,
  orders: {
    inventory_number: "tag",
    key_field: "key",
    key_field2: "name",
    client_name: "customerId",
    site_name: "siteId",
    assettype_name: "typeId",
    status_name: "statusId",
    last_update: "updatedAt",
  },
  conditions: {
    inventory_number: "tag",
    key_field: "key",
    client_id: "customerId",
    site_id: "siteId",
    assettype_id: "typeId",
    status_id: "statusId",
    third_party_id_string: "externalId",
  },
  filter: filterAssets,
  write: writeAssets,
  read: async (call, item, before) => await read(call, item, before),
  afterwards: async (call, item, id) => await saveSoftware(call, { userIds: [], assetIds: [id] }, readItem(item).items("software")),
  more: [
    {
      method: "GET",
      path: "nexttag",
      answer: async (call) => {
        const typeId = call.query.number("assettype_id");
        const type = typeId === null ? null : await getRecordOf(call.db, deskKinds.assetType, typeId);
        return { inventory_number: await findNextTag(call.db, type?.tagPrefix ?? "") };
      },
    },
  ],
});

async function filterAssets(call: HaloCall): Promise<RecordFilter | null> {
  const { query } = call;
  const groups = readIds(query, "assetgroup_id", "assetgroups");
  const asked = readIds(query, "assettype_id", "assettypes");
  const ofGroups = groups === "" ? null : await listAll(call.db, deskKinds.assetType, { fields: { groupId: groups } });
  const types = ofGroups?.map((type) => String(type.id)).filter((id) => asked === "" || asked.split(",").includes(id));
  if (types?.length === 0) return null;
  const ticketId = query.number("ticket_id");
  const ticket = ticketId === null ? null : await findRecordOf(call.db, deskKinds.ticket, ticketId);
  if (ticketId !== null && ticket === null) return null;
  const tag = query.text("inventory_number") ?? (query.flag("search_inventory_number_only") === true ? query.text("search") : null);
  const fields: Record<string, string> = {
    typeId: types?.join(",") ?? asked,
    customerId: readIds(query, "client_id"),
    siteId: readIds(query, "site_id"),
    userIds: readIds(query, "user_id"),
    statusId: readIds(query, "assetstatuses"),
  };
  const licensed = await findLicensed(call);
  // A comma would part a tag in two.
  if (tag !== null && !tag.includes(",")) fields.tag = tag;
  const ids = licensed === null ? ticket?.assetIds : licensed.filter((id) => ticket === null || ticket.assetIds.includes(id));
  return { fields, ...(ids !== undefined && { ids }) };
}

/** The assets that hold the licence that is asked for; null where none is. No asset has a seat of a subscription. */
async function findLicensed({ db, query }: HaloCall): Promise<readonly number[] | null> {
  const number = query.number("licence_id") ?? 0;
  if (number <= 0) return null;
  const { kind, id } = readLicenceNumber(number);
  if (kind === "subscription") return [];
  const { items } = await listAssignments(db, { licenceId: id }, { from: 0, limit: 2_147_483_647 });
  return items.flatMap(({ assetId }) => assetId ?? []);
}

async function writeAssets(call: HaloCall, assets: readonly Asset[], { isSingle }: { readonly isSingle: boolean }) {
  const around = await loadAround(call, assets);
  const custom = showsCustomFields(call, isSingle) ? await listCustomFields(call.db, "asset") : null;
  const shows = { fields: isSingle || call.query.flag("includeassetfields") === true };
  return assets.map((asset) => ({
    ...writeAsset(asset, around, shows),
    ...(custom !== null && { customfields: writeCustomFields(custom, asset.custom) }),
  }));
}

async function loadAround({ db }: HaloCall, assets: readonly Asset[]): Promise<AroundAssets> {
  const types = await listAll(db, deskKinds.assetType, { ids: [...new Set(assets.map((asset) => asset.typeId))] });
  const users = await listAll(db, deskKinds.user, { ids: [...new Set(assets.flatMap((asset) => asset.userIds))] });
  const fields: readonly NumberedField[] = await listAssetFields(
    db,
    types.map((type) => type.id),
  );
  return { types: new Map(types.map((type) => [type.id, type])), users: new Map(users.map((user) => [user.id, user])), fields };
}

async function read(call: HaloCall, item: HaloItem, before: Asset | null) {
  const { db } = call;
  const sent = readItem(item);
  const values = readAsset(sent, before);
  const typeId = values.typeId ?? before?.typeId;
  if (typeId === undefined) throw new Invalid([{ at: "assettype_id", says: "is missing" }]);
  const type = await findRecordOf(db, deskKinds.assetType, typeId);
  if (type === null) throw new Invalid([{ at: "assettype_id", says: `there is no asset type ${typeId}` }]);
  const siteId = values.siteId ?? (before === null ? await findMainSite(call, sent.id("client_id")) : undefined);
  const custom = readCustomFields(sent.has("customfields") ? await listCustomFields(db, "asset") : [], sent);
  const ofType = readTypeValues(sent, { type, numbered: await listAssetFields(db, [typeId]), before });
  return { ...values, ...ofType, ...(siteId !== undefined && { siteId }), ...(custom !== undefined && { custom }) };
}

/** An object may name the customer alone: what it describes is at the main site then. @throws Invalid where it names neither */
async function findMainSite({ db }: HaloCall, clientId: number | null | undefined): Promise<number> {
  if (typeof clientId !== "number") throw new Invalid([{ at: "site_id", says: "is missing" }]);
  const [site] = await listAll(db, deskKinds.site, { fields: { customerId: String(clientId), isMain: "true" } });
  if (site === undefined) throw new Invalid([{ at: "client_id", says: `there is no customer ${clientId}` }]);
  return site.id;
}
