import { assertRoleGivesNoMore } from "../../access/assert-gives-no-rights.ts";
import { listRecords } from "../../desk/list-records.ts";
import { NotFound } from "../../model/errors.ts";
import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { HaloResource } from "./halo-resource.ts";
import { kindResource } from "./kind-resource.ts";
import { readItem } from "./shapes.ts";
import { readRole, readRoleId, writeRole } from "./shapes-people-setup.ts";

const plain = kindResource({
  path: "roles",
  listKey: null,
  kind: deskKinds.agentRole,
  orders: { name: "name", id_int: "id" },
  conditions: { id_int: "id", name: "name" },
  filter: async ({ db, query }) => {
    const agentId = query.number("agentid");
    if (agentId === null || agentId <= 0) return {};
    const agent = (await listRecords(db, "agent", [agentId])).get(agentId);
    return { ids: agent?.grants.filter((grant) => grant.kind === "agentRole").map((grant) => grant.id) ?? [] };
  },
  write: (_call, roles) => roles.map(writeRole),
  read: (call, item, before) => {
    const sent = readRole(readItem(item));
    assertRoleGivesNoMore({ before, after: { isAdministrator: false, rights: {}, ...before, ...sent }, own: call.caller.permissions });
    return sent;
  },
});

/** Roles of agents, whose ids are texts. The number is taken as well. */
export const rolesResource: HaloResource = {
  ...plain,
  get: async (call, id) => (await plain.get?.(call, numberOf(id))) ?? {},
  save: async (call, item) => {
    const { id } = item;
    const isNew = id === undefined || id === null || id === "" || id === 0 || id === "0";
    return (await plain.save?.(call, isNew ? { ...item, id: undefined } : { ...item, id: numberOf(String(id)) })) ?? {};
  },
  delete: async (call, id) => (await plain.delete?.(call, numberOf(id))) ?? {},
};

function numberOf(id: string): string {
  const number = readRoleId(id);
  if (number === null) throw new NotFound(`There is no agent role ${id.slice(0, 60)}.`);
  return String(number);
}
