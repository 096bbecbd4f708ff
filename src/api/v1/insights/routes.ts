import type { ApiDependencies } from "../../dependencies.ts";
import { createV1App } from "../v1-app.ts";

export function insightsRoutes(_needs: ApiDependencies) {
  return createV1App();
}
