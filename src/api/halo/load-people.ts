import { listCustomFields } from "../../desk/list-custom-fields.ts";
import { listLicences } from "../../desk/list-licences.ts";
import { listRecords } from "../../desk/list-records.ts";
import { listSignIns } from "../../desk/list-sign-ins.ts";
import { listOutsideIds } from "../../desk/outside-ids.ts";
import { listRecordsOf } from "../../desk/records/list-records-of.ts";
import type { DeskRecord } from "../../model/desk.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { HaloCall } from "./halo-resource.ts";
import { listAll } from "./list-all.ts";
import { writeAgent, writeUser } from "./shapes-people.ts";
import { showsCustomFields } from "./shows-custom-fields.ts";

/** Users as `/api` answers them, in the order of their numbers, with a few statements for all of them. */
export async function loadUsers(call: HaloCall, ids: readonly number[], isSingle: boolean): Promise<readonly object[]> {
  const { db } = call;
  const records = await listRecords(db, "user", ids);
  const users = inOrder(ids, records);
  const siteIds = [...new Set(users.flatMap(({ siteId }) => siteId ?? []))];
  const sites = await listRecordsOf(db, deskKinds.site, { filter: { ids: siteIds }, sort: "id", from: 0, limit: siteIds.length });
  const siteById = new Map(sites.items.map((site) => [site.id, { ...site, customer: site.labels.customerId ?? "" }]));
  const roles = await listAll(db, deskKinds.userRole);
  const managers = await listRecords(db, "user", [...new Set(users.flatMap(({ managerId }) => managerId ?? []))]);
  const outside = await listOutsideIds(db, "user", ids);
  const signIns = await listSignIns(db, "user", ids);
  const customFields = showsCustomFields(call, isSingle) ? await listCustomFields(db, "user") : null;
  return users.map((user) => {
    const held = holds(user, "userRole", roles);
    return writeUser(user, {
      site: siteById.get(user.siteId ?? 0),
      roles: held,
      isVip: held.some(({ isVip }) => isVip),
      managerEmail: String(managers.get(user.managerId ?? 0)?.values.email ?? ""),
      outside: outside.get(user.id) ?? {},
      lastSignInAt: signIns.get(user.id) ?? null,
      customFields,
    });
  });
}

/** Agents as `/api` answers them, in the order of their numbers. */
export async function loadAgents(call: HaloCall, ids: readonly number[], isSingle: boolean): Promise<readonly object[]> {
  const { db } = call;
  const agents = inOrder(ids, await listRecords(db, "agent", ids));
  const roles = await listAll(db, deskKinds.agentRole);
  const teams = await listAll(db, deskKinds.team);
  const outside = await listOutsideIds(db, "agent", ids);
  const licences = await listLicences(db, ids);
  const signIns = await listSignIns(db, "agent", ids);
  const customFields = showsCustomFields(call, isSingle) ? await listCustomFields(db, "agent") : null;
  return agents.map((agent) =>
    writeAgent(agent, {
      roles: holds(agent, "agentRole", roles),
      teams: teams.filter(({ agentIds }) => agentIds.includes(agent.id)),
      licence: licences.get(agent.id) ?? "concurrent",
      outside: outside.get(agent.id) ?? {},
      lastSignInAt: signIns.get(agent.id) ?? null,
      customFields,
    }),
  );
}

function inOrder(ids: readonly number[], records: ReadonlyMap<number, DeskRecord>): readonly DeskRecord[] {
  return ids.flatMap((id) => records.get(id) ?? []);
}

/** The roles that somebody holds, whoever gave them. */
function holds<R extends { readonly id: number }>(record: DeskRecord, kind: "userRole" | "agentRole", roles: readonly R[]): readonly R[] {
  const ids = new Set(record.grants.filter((grant) => grant.kind === kind).map((grant) => grant.id));
  return roles.filter(({ id }) => ids.has(id));
}
