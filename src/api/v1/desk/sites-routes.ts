import { createRoute, z } from "@hono/zod-openapi";
import { listSites } from "../../../desk/places.ts";
import { createSite, renameSite } from "../../../desk/save-places.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readPage, writePage } from "../read-page.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { Renaming, SitePage, SiteToSave, SiteView } from "../shapes/person.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { viewSite } from "./view-places.ts";

const params = z.object({ id: RecordId });
const tags = ["Sites"];

const list = createRoute({
  method: "get",
  path: "/sites",
  tags,
  summary: "List sites",
  request: { query: PageQuery.extend({ q: z.string().max(200).optional(), customer: RecordId.optional() }) },
  responses: { 200: answer(SitePage, "One sheet of the list, by name") },
});

const create = createRoute({
  method: "post",
  path: "/sites",
  tags,
  summary: "Add a site",
  request: { body: body(SiteToSave) },
  responses: { 201: answer(SiteView, "The new site") },
});

const get = createRoute({
  method: "get",
  path: "/sites/{id}",
  tags,
  summary: "One site",
  request: { params },
  responses: { 200: answer(SiteView, "The site") },
});

const rename = createRoute({
  method: "patch",
  path: "/sites/{id}",
  tags,
  summary: "Rename a site",
  request: { params, body: body(Renaming) },
  responses: { 200: answer(SiteView, "The site as it is now") },
});

/** Sites of the desk. */
export function sitesRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  return createV1App()
    .openapi(list, async (c) => {
      const { q, customer, ...asked } = c.req.valid("query");
      const window = readPage(asked);
      const { items, total } = await listSites(db, { ...window, q, customer });
      return c.json(writePage(items, total, window), 200);
    })
    .openapi(create, async (c) => {
      const id = await createSite(db, c.req.valid("json"), { by: c.get("agent").name, now: context.now() });
      return c.json(await viewSite(db, id), 201);
    })
    .openapi(get, async (c) => c.json(await viewSite(db, c.req.valid("param").id), 200))
    .openapi(rename, async (c) => {
      const { id } = c.req.valid("param");
      await renameSite(db, id, c.req.valid("json").name, { by: c.get("agent").name, now: context.now() });
      return c.json(await viewSite(db, id), 200);
    });
}
