import type { Permission } from "../../../src/api/v1/shapes/session.ts";
import type { TicketAction } from "../../../src/model/ticket-action.ts";

interface Me {
  readonly agentId: number;
  readonly permissions: readonly Permission[];
}

/** Whether somebody may correct or delete an action: one's own, or everybody's with all of the right. What the desk wrote stays. */
export function mayChange({ kind, agentId }: Pick<TicketAction, "kind" | "agentId">, me: Me): boolean {
  if (kind === "opened" || kind === "change") return false;
  return me.permissions.includes("tickets:edit") && (agentId === me.agentId || me.permissions.includes("tickets:all"));
}
