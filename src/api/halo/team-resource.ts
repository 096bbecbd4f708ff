import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { HaloCall, HaloResource } from "./halo-resource.ts";
import { heedActivity } from "./heed-activity.ts";
import { type KindWords, kindResource } from "./kind-resource.ts";
import { listAll } from "./list-all.ts";
import { readItem } from "./shapes.ts";
import { readTeam, type TeamMember, writeTeam } from "./shapes-people-setup.ts";

const words: KindWords<typeof deskKinds.team> = {
  path: "team",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.team,
  orders: { name: "name", sequence: "position" },
  conditions: { id: "id", name: "name" },
  filter: ({ query, caller }) => {
    if (query.flag("memberonly") !== true) return {};
    return caller.kind === "agent" ? { fields: { agentIds: String(caller.agent.id) } } : null;
  },
  write: async (call, teams, { isSingle }) => {
    const { query } = call;
    const isAsked = isSingle || query.flag("includeagentsforteams") === true || query.flag("includeagents") === true;
    const names = isAsked && seesAgents(call) ? await loadNames(call, [...new Set(teams.flatMap((team) => team.agentIds))]) : null;
    return teams.map((team) => writeTeam(team, names && team.agentIds.flatMap((id) => names.get(id) ?? [])));
  },
  read: (_call, item) => readTeam(readItem(item)),
};

/** Teams of agents. Every agent may see which there are; who is in them, who may see agents. */
export const teamResource: HaloResource = {
  ...heedActivity(kindResource(words), { active: "includeenabled", inactive: "includedisabled", all: "showall" }),
  more: [
    {
      // One department has all teams.
      method: "GET",
      path: "tree",
      level: "read",
      answer: async (call) => await words.write(call, await listAll(call.db, deskKinds.team), { isSingle: false }),
    },
  ],
};

function seesAgents({ caller }: HaloCall): boolean {
  return caller.permissions.includes("agents:read");
}

async function loadNames(call: HaloCall, ids: readonly number[]): Promise<ReadonlyMap<number, TeamMember>> {
  const agents = await listAll(call.db, deskKinds.agent, { ids });
  return new Map(agents.map(({ id, name }) => [id, { id, name }]));
}
