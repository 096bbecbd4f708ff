import { deskKinds } from "../../model/records/desk-kinds.ts";
import type { HaloResource } from "./halo-resource.ts";
import { kindResource } from "./kind-resource.ts";
import { listAll } from "./list-all.ts";
import { writeWorkflow } from "./shapes-ticket-setup.ts";

/** Workflows, read only: every ticket type has one, with every outcome in its one step. */
export const workflowResource: HaloResource = kindResource({
  path: "workflow",
  listKey: null,
  isReadByAll: true,
  kind: deskKinds.ticketType,
  orders: { name: "name" },
  write: async (call, types) => {
    const outcomes = await listAll(call.db, deskKinds.outcome, { fields: { isActive: "true" } });
    return types.map((type) => writeWorkflow(type, outcomes));
  },
});
