import { assignLicences } from "../../desk/contracts/assign-licences.ts";
import { Forbidden, Invalid } from "../../model/errors.ts";
import { nameCaller } from "../caller.ts";
import type { HaloCall, HaloItem } from "./halo-resource.ts";
import { readItem } from "./shapes.ts";
import { readLicenceNumber } from "./shapes-contracts.ts";

/**
 * Gives a user or an asset the licences of its `software`, in one transaction with the rest; who holds one already keeps it. It takes none
 * away. Asks for as much as changing licences does.
 * @throws Invalid, Forbidden, Conflict where none is left
 */
export async function saveSoftware(
  call: HaloCall,
  holder: { readonly userIds: readonly number[]; readonly assetIds: readonly number[] },
  software: readonly HaloItem[] | undefined,
): Promise<void> {
  if (software === undefined || software.length === 0) return;
  if (!call.caller.permissions.includes("licences:edit"))
    throw new Forbidden(`${nameCaller(call.caller)}, giving licences needs the permission licences:edit.`);
  for (const [index, item] of software.entries()) {
    const sent = readItem(item);
    const at = `software[${index}].licence_id`;
    if (sent.flag("_removed") === true)
      throw new Invalid([{ at: `software[${index}]._removed`, says: "is not done here: take licences away in the app, or by /v1" }]);
    const number = sent.id("licence_id") ?? 0;
    const { kind, id } = readLicenceNumber(number);
    if (id < 1) throw new Invalid([{ at, says: "is missing" }]);
    if (kind === "subscription") throw new Invalid([{ at, says: "is a subscription: only software licences are given to somebody" }]);
    await assignLicences(call.db, { licenceId: id, ...holder }, { by: call.by, now: call.now });
  }
}
