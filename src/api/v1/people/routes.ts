import type { ApiDependencies } from "../../dependencies.ts";
import { createV1App } from "../v1-app.ts";
import { erasureRoutes } from "./erasure-routes.ts";
import { grantsRoutes } from "./grants-routes.ts";
import { handRoutes } from "./hand-routes.ts";

/** People made, deleted, given roles and erased by hand. */
export function peopleRoutes(needs: ApiDependencies) {
  return createV1App().route("/", handRoutes(needs)).route("/", grantsRoutes(needs)).route("/", erasureRoutes(needs));
}
