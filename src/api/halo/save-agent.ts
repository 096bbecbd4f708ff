import { assertRolesGiveNoMore } from "../../access/assert-gives-no-rights.ts";
import { createPerson } from "../../desk/create-person.ts";
import { deletePerson } from "../../desk/delete-person.ts";
import { editRecord } from "../../desk/edit-record.ts";
import { saveTeams } from "../../desk/hand-grants.ts";
import { listCustomFields } from "../../desk/list-custom-fields.ts";
import { Forbidden } from "../../model/errors.ts";
import { nameCaller } from "../caller.ts";
import type { HaloCall, HaloItem } from "./halo-resource.ts";
import { checkValuesOf, listWantedRoles, saveAround } from "./save-person.ts";
import { readItem } from "./shapes.ts";
import { readAgent, type SentPerson } from "./shapes-people.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** Makes an agent or changes one; answers the number. Roles are given by who may give access. @throws Invalid, NotFound, Conflict, Forbidden */
export async function saveAgent(call: HaloCall, item: HaloItem): Promise<number> {
  const { db, by, now } = call;
  const sent = readItem(item);
  const known = sent.id("id") ?? null;
  const { values, isActive, isApiOnly, licence, teamIds, ...around } = readAgent(sent, await listCustomFields(db, "agent"));
  const checked = await checkValuesOf(call, "agent", { values, isNew: known === null });
  const rest = withoutUndefined({ isActive, isApiOnly, licence });
  const id = known ?? (await createPerson(db, { entity: "agent", values: checked, ...rest }, { by, now }));
  if (known !== null && Object.keys(checked).length + Object.keys(rest).length > 0)
    await editRecord(db, { entity: "agent", recordId: known, edit: { values: checked, ...rest }, by, now, expectsVersion: null });
  await assertMayGive(call, id, around.roles);
  await saveAround(call, { entity: "agent", id }, around);
  if (teamIds !== undefined) await saveTeams(db, id, teamIds, { by, now });
  return id;
}

/** Nobody gives themselves what they don't have by editing agents. */
async function assertMayGive(call: HaloCall, id: number, roles: SentPerson["roles"]): Promise<void> {
  if (roles === undefined) return;
  const wanted = await listWantedRoles(call.db, { entity: "agent", id }, roles);
  if (wanted === null) return;
  if (!call.caller.permissions.includes("access:edit"))
    throw new Forbidden(`${nameCaller(call.caller)}, giving and taking roles needs the permission access:edit.`);
  await assertRolesGiveNoMore(call.db, { agentId: id, roleIds: wanted, own: call.caller.permissions });
}

export async function deleteAgent({ db, by, now }: HaloCall, id: number): Promise<void> {
  await deletePerson(db, { entity: "agent", id, expectsVersion: null }, { by, now });
}
