import { listAssetFields } from "../../desk/records/list-asset-fields.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { findReferred } from "./find-by-name.ts";
import { kindResource } from "./kind-resource.ts";
import { listAll } from "./list-all.ts";
import { readIds } from "./read-ids.ts";
import { readItem } from "./shapes.ts";
import { readAssetType, writeAssetType } from "./shapes-assets.ts";

/** Types of assets with their fields. */
export const assetTypeResource = kindResource({
  path: "assettype",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.assetType,
  orders: { name: "name", sequence: "position", assetgroup_name: "groupId" },
  filter: ({ query }) => ({ fields: { groupId: readIds(query, "assetgroup_id") } }),
  write: async (call, types) => {
    const ids = types.map((type) => type.id);
    const numbered = await listAssetFields(call.db, ids);
    return types.map((type) => writeAssetType(type, numbered));
  },
  read: async (call, item, before) => {
    const sent = readItem(item);
    const numbered = await listAssetFields(call.db, null);
    const types = sent.has("fields") ? await listAll(call.db, deskKinds.assetType) : [];
    const groupId = await findReferred(call.db, deskKinds.assetGroup, sent, { id: "assetgroup_id", name: "assetgroup_name" });
    return { ...readAssetType(sent, { before, types, numbered }), groupId };
  },
});
