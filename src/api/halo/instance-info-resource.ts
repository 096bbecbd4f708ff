import { countAgents } from "../../desk/count-agents.ts";
import type { HaloResource } from "./halo-resource.ts";

/** What a client can know about this Muster. */
export const instanceInfoResource: HaloResource = {
  path: "instanceinfo",
  right: "agents",
  listKey: null,
  isReadByAll: true,
  list: async () => ({ items: [], total: 0 }),
  more: [
    {
      method: "GET",
      path: "",
      level: "signedIn",
      answer: async ({ db, needs }) => {
        const agents = await countAgents(db);
        return {
          app_name: "Muster",
          app_version: needs.version,
          database_version: needs.version,
          agent_count: agents.active,
          licensed_agent_count: agents.named,
          agent_url: needs.publicUrl,
          portal_url: needs.publicUrl,
          auth_url: `${needs.publicUrl}/auth`,
        };
      },
    },
  ],
};
