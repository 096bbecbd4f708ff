import { type FieldChange, listFieldChanges } from "../../desk/records/list-field-changes.ts";
import type { HaloCall, HaloResource, HaloWindow } from "./halo-resource.ts";
import { writeAssetChange, writeLicenceChange } from "./shapes-changes.ts";
import { readLicenceNumber } from "./shapes-contracts.ts";

/** What changed on assets, newest first. Read only. */
export const assetChangeResource: HaloResource = {
  path: "assetchange",
  right: "assets",
  listKey: "changes",
  list: async (call, window) => {
    const id = call.query.number("asset_id");
    return await list(call, window, { kinds: ["asset"], recordIds: id === null ? null : [id], write: writeAssetChange });
  },
};

/** What changed on software licences and subscriptions, newest first. Read only. */
export const licenceChangeResource: HaloResource = {
  path: "licencechange",
  right: "licences",
  listKey: "changes",
  list: async (call, window) => {
    const number = call.query.number("licence_id");
    const one = number === null ? null : readLicenceNumber(number);
    const kinds = one === null ? ["softwareLicence", "subscription"] : [one.kind];
    return await list(call, window, { kinds, recordIds: one === null ? null : [one.id], write: writeLicenceChange });
  },
};

interface Asked {
  readonly kinds: readonly string[];
  readonly recordIds: readonly number[] | null;
  readonly write: (change: FieldChange) => object;
}

async function list({ db }: HaloCall, { from, limit }: HaloWindow, { kinds, recordIds, write }: Asked) {
  const { items, total } = await listFieldChanges(db, { kinds, recordIds, from, limit });
  return { items: items.map(write), total };
}
