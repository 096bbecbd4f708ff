import { findPeople } from "../../desk/find-people.ts";
import { createPersonCalls } from "./create-person-calls.ts";
import type { HaloResource } from "./halo-resource.ts";
import { heedActivity } from "./heed-activity.ts";
import { loadAgents } from "./load-people.ts";
import { peopleSearchOf, peopleWindowOf } from "./people-window.ts";
import { deleteAgent, saveAgent } from "./save-agent.ts";
import { agentConditions } from "./shapes-people.ts";
import { readRoleId } from "./shapes-people-setup.ts";

const { me, ...one } = createPersonCalls({
  noun: "agent",
  load: loadAgents,
  save: saveAgent,
  remove: deleteAgent,
  me: {
    idOf: ({ caller }) => (caller.kind === "agent" ? caller.agent.id : null),
    refusal: "You are a user: ask for /api/Users/me.",
  },
});

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
  ...one,
  more: [
    me,
    // Nothing of agents is kept in memory: there is nothing to clear, and clients that ask go on.
    { method: "POST", path: "clearcache", level: "read", answer: async () => ({ cleared: true }) },
  ],
};

/** Agents: the staff of the desk. */
export const agentResource: HaloResource = heedActivity(plain, { active: "includeenabled", inactive: "includedisabled", all: "showall" });
