import { createPerson } from "../../desk/create-person.ts";
import { deletePerson } from "../../desk/delete-person.ts";
import { editRecord } from "../../desk/edit-record.ts";
import { listCustomFields } from "../../desk/list-custom-fields.ts";
import { Forbidden, Invalid } from "../../model/errors.ts";
import { eraseByHand } from "../../sync/erase-by-hand.ts";
import { nameCaller } from "../caller.ts";
import type { HaloCall, HaloItem } from "./halo-resource.ts";
import { checkValuesOf, saveAround } from "./save-person.ts";
import { saveSoftware } from "./save-software.ts";
import { readItem } from "./shapes.ts";
import { readUser } from "./shapes-people.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** Makes a user, changes one, or erases one where `_anonymise` says so; answers the number. @throws Invalid, NotFound, Conflict */
export async function saveUser(call: HaloCall, item: HaloItem): Promise<number> {
  const { db, by, now } = call;
  const sent = readItem(item);
  const known = sent.id("id") ?? null;
  if (sent.flag("_anonymise") === true) return await eraseUser(call, known);
  const { values, isActive, siteId, agentId, managerId, movesCustomer, ...around } = readUser(sent, await listCustomFields(db, "user"));
  const checked = await checkValuesOf(call, "user", { values, isNew: known === null });
  if (siteId === null) throw new Invalid([{ at: "site_id", says: "is missing: every user belongs to a site" }]);
  const rest = withoutUndefined({ isActive, siteId, agentId, managerId });
  const id = known ?? (await createPerson(db, { entity: "user", values: checked, ...rest }, { by, now }));
  const isChanged = Object.keys(checked).length + Object.keys(rest).length > 0;
  if (known !== null && isChanged) {
    const edit = withoutUndefined({ values: checked, ...rest, movesCustomer });
    await editRecord(db, { entity: "user", recordId: known, edit, by, now, expectsVersion: null });
  }
  await saveAround(call, { entity: "user", id }, around);
  await saveSoftware(call, { userIds: [id], assetIds: [] }, sent.items("software"));
  return id;
}

/** Erasing asks for as much as deleting does. */
async function eraseUser(call: HaloCall, id: number | null): Promise<number> {
  if (id === null) throw new Invalid([{ at: "id", says: "is missing: say who is erased" }]);
  if (!call.caller.permissions.includes("users:all"))
    throw new Forbidden(`${nameCaller(call.caller)}, erasing somebody needs the permission users:all.`);
  await eraseByHand(call.db, { userId: id, reason: "Asked for through /api", by: call.by, now: call.now });
  return id;
}

export async function deleteUser({ db, by, now }: HaloCall, id: number): Promise<void> {
  await deletePerson(db, { entity: "user", id, expectsVersion: null }, { by, now });
}

/** The first user of a new customer. */
export async function createContact(
  call: HaloCall,
  { siteId, name, email }: { readonly siteId: number; readonly name: string; readonly email: string },
): Promise<void> {
  if (!call.caller.permissions.includes("users:edit"))
    throw new Forbidden(`${nameCaller(call.caller)}, a contact is a user, and needs the permission users:edit.`);
  const values = await checkValuesOf(call, "user", { values: { name, email: email === "" ? null : email }, isNew: true });
  await createPerson(call.db, { entity: "user", values, siteId }, { by: call.by, now: call.now });
}
