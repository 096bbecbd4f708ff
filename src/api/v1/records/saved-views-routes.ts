import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  type SavedView as StoredView,
  updateSavedView,
  type Viewer,
} from "../../../desk/saved-views.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion } from "../entity-tag.ts";
import { RecordId } from "../shapes/common.ts";
import { SavedView, SavedViewFilter, SavedViewList, SavedViewPatch, SavedViewToCreate } from "../shapes/views.ts";
import { answer, body, createV1App, type V1Env } from "../v1-app.ts";
import { answerRecord } from "./answer-records.ts";

const tags = ["Saved views"];
const params = z.object({ id: RecordId });

const list = createRoute({
  method: "get",
  path: "/views",
  tags,
  summary: "Saved views: one's own, and those that are shared",
  request: { query: SavedViewFilter },
  responses: { 200: answer(SavedViewList, "By name") },
});

const create = createRoute({
  method: "post",
  path: "/views",
  tags,
  summary: "Save a view of a list",
  request: { body: body(SavedViewToCreate) },
  responses: { 201: answer(SavedView, "The new view") },
});

const patch = createRoute({
  method: "patch",
  path: "/views/{id}",
  tags,
  summary: "Change a view; a shared one of somebody else needs settings:edit",
  request: { params, body: body(SavedViewPatch) },
  responses: { 200: answer(SavedView, "The view as it is now") },
});

const remove = createRoute({
  method: "delete",
  path: "/views/{id}",
  tags,
  summary: "Delete a view; a shared one of somebody else needs settings:edit",
  request: { params },
  responses: { 204: { description: "It is gone" } },
});

/** Saved views of lists. */
export function savedViewsRoutes({ database: { db }, context }: ApiDependencies) {
  const savingOf = (c: Context<V1Env>) => ({ by: c.get("by"), now: context.now() });
  const app = createV1App()
    .openapi(list, async (c) => {
      const { agentId } = viewerOf(c);
      const views = await listSavedViews(db, c.req.valid("query").list ?? null, agentId);
      return c.json({ items: views.map((view) => toView(view, agentId)) }, 200);
    })
    .openapi(create, async (c) => {
      const { agentId } = viewerOf(c);
      const view = await createSavedView(db, c.req.valid("json"), agentId, savingOf(c));
      return answerRecord(c, toView(view, agentId), 201);
    })
    .openapi(patch, async (c) => {
      const viewer = viewerOf(c);
      const change = { id: c.req.valid("param").id, expectsVersion: readVersion(c), viewer };
      const { name, query, isShared } = c.req.valid("json");
      const given = {
        ...(name !== undefined && { name }),
        ...(query !== undefined && { query }),
        ...(isShared !== undefined && { isShared }),
      };
      return answerRecord(c, toView(await updateSavedView(db, { ...change, patch: given }, savingOf(c)), viewer.agentId), 200);
    });
  app.openapi(remove, async (c) => {
    const change = { id: c.req.valid("param").id, expectsVersion: readVersion(c), viewer: viewerOf(c) };
    await deleteSavedView(db, change, savingOf(c));
    return c.body(null, 204);
  });
  return app;
}

function viewerOf(c: Context<V1Env>): Viewer {
  return { agentId: c.get("agent").id, keepsOrder: c.get("caller").permissions.includes("settings:edit") };
}

function toView({ agentId, ...view }: StoredView, viewerId: number): z.infer<typeof SavedView> {
  return { ...view, isMine: agentId === viewerId };
}
