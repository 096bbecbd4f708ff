import { createRoute } from "@hono/zod-openapi";
import { createRecordOf, deleteRecordOf, updateRecordOf } from "../../../desk/records/save-record-of.ts";
import { siteKind } from "../../../model/records/places.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion } from "../entity-tag.ts";
import { readPage } from "../read-page.ts";
import { answerHistory, answerRecord, answerRecords } from "../records/answer-records.ts";
import { defineRecordRoutes } from "../records/define-record-routes.ts";
import { expectVersion } from "../records/expect-version.ts";
import { RecordId } from "../shapes/common.ts";
import { SitePage, SiteView } from "../shapes/person.ts";
import { recordShapes } from "../shapes/records.ts";
import { answer, createV1App } from "../v1-app.ts";
import { growSites, viewSite } from "./view-places.ts";

const plain = defineRecordRoutes(siteKind);
const routes = {
  ...plain,
  list: createRoute({
    ...plain.list,
    path: "/sites",
    request: { query: recordShapes(siteKind).query.extend({ customer: RecordId.optional().openapi({ description: "As customerId" }) }) },
    responses: {
      200: {
        description: "One sheet of the list, with how many users each has",
        content: { "application/json": { schema: SitePage }, "text/csv": plain.list.responses[200].content["text/csv"] },
      },
    },
  }),
  create: createRoute({
    ...plain.create,
    path: "/sites",
    responses: { 201: answer(SiteView, "The new site") },
  }),
  get: createRoute({ ...plain.get, path: "/sites/{id}", responses: { 200: answer(SiteView, "The site") } }),
  patch: createRoute({ ...plain.patch, path: "/sites/{id}", responses: { 200: answer(SiteView, "The site as it is now") } }),
};

/** Sites of the desk: records as any others, with their customer, their figures and the mappings that send people there beside them. */
export function sitesRoutes(needs: ApiDependencies) {
  const { db } = needs.database;
  const now = () => needs.context.now();
  const app = createV1App()
    .openapi(routes.list, (c) => {
      const { customer, ...asked } = c.req.valid("query");
      const filtered = customer === undefined ? asked : { ...asked, customerId: String(customer) };
      return answerRecords(c, needs, { kind: siteKind, asked: filtered, grow: (items) => growSites(db, items) });
    })
    .openapi(routes.create, async (c) => {
      const id = await createRecordOf(db, siteKind, c.req.valid("json"), { by: c.get("by"), now: now() });
      return answerRecord(c, await viewSite(db, id), 201);
    })
    .openapi(routes.get, async (c) => answerRecord(c, await viewSite(db, c.req.valid("param").id), 200))
    .openapi(routes.patch, async (c) => {
      const seen = { id: c.req.valid("param").id, version: readVersion(c) };
      const change = { id: seen.id, patch: c.req.valid("json"), expectsVersion: seen.version };
      const saving = { by: c.get("by"), now: now() };
      await expectVersion(db, siteKind, seen, () => updateRecordOf(db, siteKind, change, saving));
      return answerRecord(c, await viewSite(db, seen.id), 200);
    });
  // Their types have nothing that the web app's client asks for.
  app.openapi(routes.remove, async (c) => {
    const seen = { id: c.req.valid("param").id, version: readVersion(c) };
    const deletion = { id: seen.id, expectsVersion: seen.version };
    const saving = { by: c.get("by"), now: now() };
    await expectVersion(db, siteKind, seen, () => deleteRecordOf(db, siteKind, deletion, saving));
    return c.body(null, 204);
  });
  app.openapi(routes.history, (c) => {
    const page = readPage(c.req.valid("query"));
    return answerHistory(c, needs, { kind: siteKind, id: c.req.valid("param").id, page });
  });
  return app;
}
