import type { ApiDependencies } from "../../dependencies.ts";
import { createV1App } from "../v1-app.ts";

export function homeRoutes(_needs: ApiDependencies) {
  return createV1App();
}
