import type { ApiDependencies } from "../../dependencies.ts";
import { createV1App } from "../v1-app.ts";
import { actionRoutes } from "./action-routes.ts";
import { attachmentRoutes } from "./attachment-routes.ts";
import { ticketDeskRoutes } from "./desk-routes.ts";
import { ticketRoutes } from "./ticket-routes.ts";

/** Everything about tickets (D4). */
export function ticketsRoutes(needs: ApiDependencies) {
  return createV1App()
    .route("/", ticketRoutes(needs))
    .route("/", ticketDeskRoutes(needs))
    .route("/", actionRoutes(needs))
    .route("/", attachmentRoutes(needs));
}
