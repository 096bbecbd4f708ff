import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type DraftKey, deleteDraft } from "../../../connections/drafts.ts";
import { getConnection } from "../../../connections/get-connection.ts";
import { runWhatIf } from "../../../sync/run-what-if.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion, writeVersion } from "../entity-tag.ts";
import { ConnectionParam, PageQuery, VersionParam } from "../shapes/common.ts";
import { DraftToSave, DraftView, EffectStarted, SettingsToSave, SettingsVersionPage, SettingsView } from "../shapes/settings.ts";
import { answer, body, createV1App, type V1Env } from "../v1-app.ts";
import { saveExpecting } from "./save-expecting.ts";
import { getSoundDraft, keepDraft, publishDraft, showDraft } from "./show-draft.ts";
import { showSettings, showVersion, showVersions } from "./show-settings.ts";

const tags = ["Settings"];
const params = ConnectionParam;

const get = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/settings",
  summary: "The settings in force; their version is the entity tag",
  request: { params },
  responses: { 200: answer(SettingsView, "The settings") },
});
const put = createRoute({
  tags,
  method: "put",
  path: "/connections/{connectionId}/settings",
  summary: "Saves settings whole, as a new version",
  description: "Needs If-Match with the version they were made from.",
  request: { params, body: body(SettingsToSave) },
  responses: { 200: answer(SettingsView, "The settings as saved") },
});
const listVersions = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/settings/versions",
  summary: "Every version that was in force, newest first, with what it changed",
  request: { params, query: PageQuery },
  responses: { 200: answer(SettingsVersionPage, "Versions") },
});
const getVersion = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/settings/versions/{version}",
  summary: "The settings of a version, to look at or to save again",
  request: { params: VersionParam },
  responses: { 200: answer(SettingsView, "The settings of that version") },
});
const getDraft = createRoute({
  tags,
  method: "get",
  path: "/connections/{connectionId}/draft",
  summary: "One's own unpublished draft; null where there is none",
  request: { params },
  responses: { 200: answer(DraftView.nullable(), "The draft, or null") },
});
const putDraft = createRoute({
  tags,
  method: "put",
  path: "/connections/{connectionId}/draft",
  summary: "Keeps one's own draft, faulty or not",
  request: { params, body: body(DraftToSave) },
  responses: { 200: answer(DraftView, "The draft") },
});
const deleteDraftRoute = createRoute({
  tags,
  method: "delete",
  path: "/connections/{connectionId}/draft",
  summary: "Throws one's own draft away",
  request: { params },
  responses: { 204: { description: "There is no draft any more" } },
});
const seeEffect = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/draft/effect",
  summary: "Plans with one's own draft, from the copy of the directory; nothing is asked of the directory or written",
  request: { params },
  responses: { 202: answer(EffectStarted, "The run that shows the effect") },
});
const publish = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/draft/publish",
  summary: "Makes one's own draft the settings in force",
  description: "Needs If-Match with the newest version that the editor saw. The draft stays where somebody published meanwhile.",
  request: { params },
  responses: { 200: answer(SettingsView, "The settings as saved") },
});

/** Settings in force, their versions, and drafts. */
export function settingsRoutes(needs: ApiDependencies) {
  const { db } = needs.database;
  const answerSettings = async (c: Context<V1Env>, connectionId: number) => {
    const view = await showSettings(db, connectionId);
    writeVersion(c, view.version);
    return view;
  };
  return createV1App()
    .openapi(get, async (c) => c.json(await answerSettings(c, c.req.valid("param").connectionId), 200))
    .openapi(put, async (c) => {
      const { connectionId } = c.req.valid("param");
      const { settings } = c.req.valid("json");
      const expectsVersion = readVersion(c);
      await getConnection(db, connectionId);
      const own = c.get("caller").permissions;
      await saveExpecting(db, { connectionId, settings, savedBy: c.get("by"), now: needs.now(), expectsVersion, own });
      return c.json(await answerSettings(c, connectionId), 200);
    })
    .openapi(listVersions, async (c) => c.json(await showVersions(db, c.req.valid("param").connectionId, c.req.valid("query")), 200))
    .openapi(getVersion, async (c) => {
      const { connectionId, version } = c.req.valid("param");
      return c.json(await showVersion(db, connectionId, version), 200);
    })
    .openapi(getDraft, async (c) => c.json(await showDraft(db, keyOf(c, c.req.valid("param"))), 200))
    .openapi(putDraft, async (c) => c.json(await keepDraft(needs, keyOf(c, c.req.valid("param")), c.req.valid("json")), 200))
    .openapi(deleteDraftRoute, async (c) => {
      await deleteDraft(db, keyOf(c, c.req.valid("param")));
      return c.body(null, 204);
    })
    .openapi(seeEffect, async (c) => {
      const key = keyOf(c, c.req.valid("param"));
      const settings = await getSoundDraft(db, key);
      const startedBy = c.get("by");
      const runId = await needs.live.start((watch) =>
        runWhatIf(needs.context, { connectionId: key.connectionId, settings, startedBy, ...watch }),
      );
      return c.json({ runId }, 202);
    })
    .openapi(publish, async (c) => {
      const key = keyOf(c, c.req.valid("param"));
      await publishDraft(needs, key, { name: c.get("by"), expectsVersion: readVersion(c), own: c.get("caller").permissions });
      return c.json(await answerSettings(c, key.connectionId), 200);
    });
}

/** Drafts are everybody's own. */
function keyOf(c: Context<V1Env>, { connectionId }: { readonly connectionId: number }): DraftKey {
  return { connectionId, agentId: c.get("agent").id };
}
