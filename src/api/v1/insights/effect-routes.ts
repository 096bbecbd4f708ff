import { createRoute } from "@hono/zod-openapi";
import { getConnection } from "../../../connections/get-connection.ts";
import { countCondition } from "../../../insights/count-condition.ts";
import { countPlacements, type TrialInput } from "../../../insights/count-placements.ts";
import { lookAtFields } from "../../../insights/look-at-fields.ts";
import { lookAtGroupMappings } from "../../../insights/look-at-group-mappings.ts";
import { lookAtMatching } from "../../../insights/look-at-matching.ts";
import { previewActivation } from "../../../insights/preview-activation.ts";
import type { ConnectionSettings } from "../../../model/settings.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { ConnectionParam } from "../shapes/common.ts";
import {
  ActivationPreview,
  ActivationToTry,
  ConditionCount,
  ConditionToCount,
  FieldsView,
  GroupMappingsView,
  MatchingView,
  Placements,
  SettingsToTry,
} from "../shapes/settings.ts";
import { answer, body, createV1App } from "../v1-app.ts";

const tags = ["Insights"];
const params = ConnectionParam;
const tries = { params, body: body(SettingsToTry) };

const placements = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/placements",
  summary: "Whom each mapping of these settings fits and gets; nothing is saved",
  request: tries,
  responses: { 200: answer(Placements, "Counts of the directory copy") },
});
const countConditionRoute = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/conditions/count",
  summary: "How many accounts a condition fits, with a few of them",
  request: { params, body: body(ConditionToCount) },
  responses: { 200: answer(ConditionCount, "The count") },
});
const fields = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/fields",
  summary: "What the field mappings of these settings would fill, with real people",
  request: tries,
  responses: { 200: answer(FieldsView, "A row for each field mapping") },
});
const groupMappings = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/group-mappings",
  summary: "What the group mappings of these settings give, and whom they would change",
  request: tries,
  responses: { 200: answer(GroupMappingsView, "A row for each group mapping") },
});
const activation = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/activation",
  summary: "Agents who would lose or regain access if these roles made agents active",
  request: { params, body: body(ActivationToTry) },
  responses: { 200: answer(ActivationPreview, "Names") },
});
const matching = createRoute({
  tags,
  method: "post",
  path: "/connections/{connectionId}/matching",
  summary: "How many desk records each matching field of these settings would find",
  request: tries,
  responses: { 200: answer(MatchingView, "Counts for users and agents") },
});

/** What settings would do with the copy of a directory. */
export function effectRoutes({ database }: ApiDependencies) {
  return createV1App()
    .openapi(placements, async (c) => {
      const found = await countPlacements(database, trialOf(c.req.valid("param"), c.req.valid("json"), c.req.raw));
      const mappings = found.mappings.map((mapping) => ({ ...mapping, changedAt: mapping.changedAt?.toISOString() ?? null }));
      return c.json({ ...found, mappings, faults: [...found.faults], asRead: found.asRead?.toISOString() ?? null }, 200);
    })
    .openapi(countConditionRoute, async (c) => {
      const { connectionId } = c.req.valid("param");
      await getConnection(database.db, connectionId);
      return c.json(await countCondition(database, { connectionId, ...c.req.valid("json"), signal: c.req.raw.signal }), 200);
    })
    .openapi(fields, async (c) => c.json(await lookAtFields(database, trialOf(c.req.valid("param"), c.req.valid("json"), c.req.raw)), 200))
    .openapi(groupMappings, async (c) =>
      c.json(await lookAtGroupMappings(database, trialOf(c.req.valid("param"), c.req.valid("json"), c.req.raw)), 200),
    )
    .openapi(activation, async (c) => {
      const { roleIds, settings = null } = c.req.valid("json");
      return c.json(await previewActivation(database.db, { ...c.req.valid("param"), settings, roleIds }), 200);
    })
    .openapi(matching, async (c) =>
      c.json(await lookAtMatching(database, trialOf(c.req.valid("param"), c.req.valid("json"), c.req.raw)), 200),
    );
}

function trialOf(
  { connectionId }: { connectionId: number },
  { settings }: { settings: ConnectionSettings },
  { signal }: Request,
): TrialInput {
  return { connectionId, settings, signal };
}
