import { findPeople } from "../../desk/find-people.ts";
import { Forbidden, NotFound } from "../../model/errors.ts";
import type { HaloCall, HaloResource } from "./halo-resource.ts";
import { heedActivity } from "./heed-activity.ts";
import { loadAgents } from "./load-people.ts";
import { peopleSearchOf, peopleWindowOf } from "./people-window.ts";
import { deleteAgent, saveAgent } from "./save-agent.ts";
import { readId } from "./shapes.ts";
import { agentConditions } from "./shapes-people.ts";
import { readRoleId } from "./shapes-people-setup.ts";

async function getAgent(call: HaloCall, id: number): Promise<object> {
  const [agent] = await loadAgents(call, [id], true);
  if (agent === undefined) throw new NotFound(`There is no agent ${id}.`);
  return agent;
}

const plain: HaloResource = {
  path: "agent",
  right: "agents",
  listKey: null,
  conditionNames: Object.keys(agentConditions),
  list: async (call, window) => {
    const { query } = call;
    const role = query.text("role");
    const search = {
      ...peopleSearchOf(window, agentConditions),
      teamId: query.number("team_id"),
      roleId: role === null ? null : (readRoleId(role) ?? 0),
      // Agents for programs are listed unless somebody says that they should not be.
      isApiOnly: query.flag("includeapiagents") === false ? false : null,
    };
    const { ids, total } = await findPeople(call.db, "agent", search, peopleWindowOf(window));
    return { items: await loadAgents(call, ids, false), total };
  },
  get: async (call, id) => await getAgent(call, readId(id, "agent")),
  save: async (call, item) => await getAgent(call, await saveAgent(call, item)),
  delete: async (call, id) => {
    const before = await getAgent(call, readId(id, "agent"));
    await deleteAgent(call, readId(id, "agent"));
    return before;
  },
  more: [
    {
      method: "GET",
      path: "me",
      level: "signedIn",
      answer: async (call) => {
        if (call.caller.kind !== "agent") throw new Forbidden("You are a user: ask for /api/Users/me.");
        return await getAgent(call, call.caller.agent.id);
      },
    },
    // Nothing of agents is kept in memory: there is nothing to clear, and clients that ask go on.
    { method: "POST", path: "clearcache", level: "read", answer: async () => ({ cleared: true }) },
  ],
};

/** Agents: the staff of the desk. */
export const agentResource: HaloResource = heedActivity(plain, { active: "includeenabled", inactive: "includedisabled", all: "showall" });
