import type { ApiDependencies } from "../../dependencies.ts";
import { createV1App } from "../v1-app.ts";
import { invoiceRoutes } from "./invoice-routes.ts";
import { licenceRoutes } from "./licence-routes.ts";
import { quantityRoutes } from "./quantity-routes.ts";

/** Subscriptions, software licences and recurring invoices, beyond what every kind of record has. */
export function contractsRoutes(needs: ApiDependencies) {
  return createV1App()
    .route("/", quantityRoutes(needs, "subscriptions"))
    .route("/", quantityRoutes(needs, "software-licences"))
    .route("/", licenceRoutes(needs))
    .route("/", invoiceRoutes(needs));
}
