import { createRoute } from "@hono/zod-openapi";
import type { ApiDependencies } from "../../dependencies.ts";
import { viewKinds } from "../records/view-kinds.ts";
import { KindList } from "../shapes/kinds.ts";
import { CatalogueView } from "../shapes/settings.ts";
import { answer, createV1App } from "../v1-app.ts";
import { customersRoutes } from "./customers-routes.ts";
import { personRoutes } from "./person-routes.ts";
import { sitesRoutes } from "./sites-routes.ts";
import { viewCatalogue } from "./view-catalogue.ts";

const getCatalogue = createRoute({
  method: "get",
  path: "/catalogue",
  tags: ["Desk"],
  summary: "Everything on the desk that settings point at: sites, roles, boards, fields",
  responses: { 200: answer(CatalogueView, "By name") },
});

const getKinds = createRoute({
  method: "get",
  path: "/kinds",
  tags: ["Desk"],
  summary: "Every kind of record with its fields and custom fields: what forms and lists are drawn from",
  responses: { 200: answer(KindList, "In the order of the desk") },
});

/** The desk: its people, its customers and their sites. */
export function deskRoutes(needs: ApiDependencies) {
  return createV1App()
    .openapi(getCatalogue, async (c) => c.json(await viewCatalogue(needs.database.db, c.get("caller").permissions), 200))
    .openapi(getKinds, async (c) => c.json({ items: await viewKinds(needs.database.db) }, 200))
    .route("/", personRoutes(needs, "users"))
    .route("/", personRoutes(needs, "agents"))
    .route("/", customersRoutes(needs))
    .route("/", sitesRoutes(needs));
}
