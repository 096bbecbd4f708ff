import { listAssignments } from "../../desk/contracts/list-assignments.ts";
import type { HaloResource } from "./halo-resource.ts";
import { readLicenceNumber, writeAssignment } from "./shapes-contracts.ts";

/** Further than that no list goes. */
const largest = 2_147_483_647;

/** Which software licences assets and users hold. Read only: `software` of a user or an asset gives them; the app and `/v1` take them away, too. */
export const assetSoftwareResource: HaloResource = {
  path: "assetsoftware",
  right: "licences",
  listKey: "software",
  list: async ({ db, query }, { from, limit }) => {
    const [assetId, userId, number] = [query.number("device_id"), query.number("user_id"), query.number("licence_id")];
    const licence = number === null ? null : readLicenceNumber(number);
    // Nobody is given a seat of a subscription by itself.
    if (licence?.kind === "subscription") return { items: [], total: 0 };
    const filter = {
      ...(assetId !== null && assetId > 0 && { assetId }),
      ...(userId !== null && userId > 0 && { userId }),
      ...(licence !== null && { licenceId: licence.id }),
    };
    const { items, total } = await listAssignments(db, filter, { from: Math.min(from, largest), limit });
    return { items: items.map(writeAssignment), total };
  },
};
