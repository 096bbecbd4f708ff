import { createRoute } from "@hono/zod-openapi";
import { comparePlacements } from "../../../insights/count-placements.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { ConnectionParam } from "../shapes/common.ts";
import { PlacementDifference, SettingsToTry } from "../shapes/settings.ts";
import { answer, body, createV1App } from "../v1-app.ts";

const compare = createRoute({
  tags: ["Insights"],
  method: "post",
  path: "/connections/{connectionId}/placements/difference",
  summary: "Who would end up elsewhere by these settings than by those in force; nothing is saved",
  request: { params: ConnectionParam, body: body(SettingsToTry) },
  responses: { 200: answer(PlacementDifference, "Counts of both, and who moves") },
});

/** What settings would change about where people go. */
export function differenceRoutes({ database }: ApiDependencies) {
  return createV1App().openapi(compare, async (c) => {
    const { connectionId } = c.req.valid("param");
    const { settings } = c.req.valid("json");
    return c.json(await comparePlacements(database, { connectionId, settings, signal: c.req.raw.signal }), 200);
  });
}
