import type { ApiDependencies } from "../../dependencies.ts";
import { createV1App } from "../v1-app.ts";
import { copyRoutes } from "./copy-routes.ts";
import { differenceRoutes } from "./difference-routes.ts";
import { effectRoutes } from "./effect-routes.ts";

/** What the copy of a directory holds, and what settings would do with it. */
export function insightsRoutes(needs: ApiDependencies) {
  return createV1App().route("/", copyRoutes(needs)).route("/", effectRoutes(needs)).route("/", differenceRoutes(needs));
}
