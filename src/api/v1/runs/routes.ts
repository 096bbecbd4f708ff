import { createPlanViews } from "../../../sync/plan-views.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { createV1App } from "../v1-app.ts";
import { createLooking } from "./create-looking.ts";
import { lineRoutes } from "./line-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import { runListRoutes } from "./run-list-routes.ts";

/** Imports and undos: starting, watching, looking at their lines, choosing, applying, rejecting, taking back. */
export function runsRoutes(needs: ApiDependencies) {
  const scene = { ...needs, views: createPlanViews(), looking: createLooking() };
  return createV1App().route("/", runListRoutes(scene)).route("/", lineRoutes(scene)).route("/", planRoutes(scene));
}
