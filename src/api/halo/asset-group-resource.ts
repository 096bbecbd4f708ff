import { deskKinds } from "../../model/records/desk-kinds.ts";
import { kindResource } from "./kind-resource.ts";
import { listAll } from "./list-all.ts";
import { readItem } from "./shapes.ts";
import { writeAssetGroup } from "./shapes-assets.ts";
import { opposite, readNamed } from "./shapes-ticket-setup.ts";

/** Groups of asset types. */
export const assetGroupResource = kindResource({
  path: "assetgroup",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.assetGroup,
  orders: { name: "name", sequence: "position" },
  write: async (call, groups, { isSingle }) => {
    const shows = isSingle || call.query.flag("includetypesforgroups") === true;
    const types = shows ? await listAll(call.db, deskKinds.assetType) : null;
    return groups.map((group) => writeAssetGroup(group, types));
  },
  read: (_call, item) => {
    const sent = readItem(item);
    return { ...readNamed(sent), isActive: opposite(sent.flag("inactive")) };
  },
});
