import type { Context } from "hono";
import type { TicketSaving } from "../../../tickets/ticket-saving.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { V1Env } from "../v1-app.ts";

/** Who writes on tickets by a request, and when. */
export function savingOf(c: Context<V1Env>, { context }: ApiDependencies): TicketSaving {
  return { by: c.get("by"), now: context.now(), caller: c.get("caller") };
}
