import { bodyLimit } from "hono/body-limit";
import { answerError } from "../answer-error.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { connectionsRoutes } from "./connections/routes.ts";
import { demoRoutes } from "./demo/routes.ts";
import { sampleAppsRoutes } from "./demo/sample-apps-routes.ts";
import { deskRoutes } from "./desk/routes.ts";
import { guardRequests } from "./guard-requests.ts";
import { homeRoutes } from "./home/routes.ts";
import { insightsRoutes } from "./insights/routes.ts";
import { addOpenapi } from "./openapi/add-openapi.ts";
import { questionsRoutes } from "./questions/routes.ts";
import { runsRoutes } from "./runs/routes.ts";
import { sessionRoutes } from "./session/routes.ts";
import { settingsRoutes } from "./settings/routes.ts";
import { createV1App } from "./v1-app.ts";
import { whyRoutes } from "./why/routes.ts";

/** Our own API, all that the web app can do: every resource in a folder, every endpoint guarded by `permissions.ts`. */
export function createV1(needs: ApiDependencies) {
  const app = createV1App();
  app.use(guardRequests(needs));
  app.use(limitBodies);
  const v1 = app
    .route("/", sessionRoutes(needs))
    .route("/", homeRoutes(needs))
    .route("/", connectionsRoutes(needs))
    .route("/", settingsRoutes(needs))
    .route("/", insightsRoutes(needs))
    .route("/", runsRoutes(needs))
    .route("/", questionsRoutes(needs))
    .route("/", whyRoutes(needs))
    .route("/", deskRoutes(needs))
    .route("/", demoRoutes(needs))
    .route("/", sampleAppsRoutes(needs));
  addOpenapi(v1, needs);
  return v1;
}

/** Settings with thousands of mappings, or the places of a hundred thousand rows, are well below. */
const largestBody = 4 * 1024 * 1024;

const limitBodies = bodyLimit({
  maxSize: largestBody,
  onError: (c) =>
    answerError(c, { status: 413, title: "Too much at once", says: `A request may carry ${largestBody} bytes. Send less, in several.` }),
});

/** The type that the web app's client is made of. */
export type V1 = ReturnType<typeof createV1>;
