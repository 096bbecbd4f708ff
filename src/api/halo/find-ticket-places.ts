import { findRecordByName } from "../../desk/records/find-record-by-name.ts";
import { listRecordsOf } from "../../desk/records/list-records-of.ts";
import { createRecordOf } from "../../desk/records/save-record-of.ts";
import { foldText } from "../../model/fold-text.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import { checkValues } from "./check-values.ts";
import type { HaloCall } from "./halo-resource.ts";
import { listAll } from "./list-all.ts";

/** HaloPSA keeps tickets for whom nobody is named with a client of this name. */
const unknownCustomer = "Unknown";

/**
 * The customer of a ticket that names neither customer nor site nor user: the only one there is, or else the one called Unknown, which is
 * made when it is first needed.
 */
export async function findFallbackCustomer(call: HaloCall): Promise<number> {
  const { items } = await listRecordsOf(call.db, deskKinds.customer, { filter: {}, sort: "id", from: 0, limit: 2 });
  const [first, second] = items;
  if (first !== undefined && second === undefined) return first.id;
  const unknown = await findRecordByName(call.db, deskKinds.customer, unknownCustomer);
  if (unknown !== null) return unknown;
  const values = checkValues(deskKinds.customer, { name: unknownCustomer, notes: "Tickets that came by the API and name no customer." });
  return await createRecordOf(call.db, deskKinds.customer, values, { by: call.by, now: call.now });
}

/** The user of a customer, or of any where it is null, who is called so or has this address; null where none or several are. */
export async function findUserCalled(call: HaloCall, called: string, customerId: number | null): Promise<number | null> {
  const { items } = await listRecordsOf(call.db, deskKinds.user, { filter: { q: called.slice(0, 300) }, sort: null, from: 0, limit: 100 });
  const named = items.filter(({ name, email }) => [name, email].some((text) => foldText(text) === foldText(called)));
  const sites = customerId === null ? null : await listAll(call.db, deskKinds.site, { fields: { customerId: String(customerId) } });
  const own = named.filter((user) => sites === null || sites.some((site) => site.id === user.siteId));
  return own.length === 1 ? (own[0]?.id ?? null) : null;
}
