import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { largestAttachment } from "../../tickets/attachments.ts";
import { answerError } from "../answer-error.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { answerOnce } from "../idempotency/answer-once.ts";
import { limitCalls } from "../limits/limit-calls.ts";
import { applicationsRoutes } from "./applications/routes.ts";
import { connectionsRoutes } from "./connections/routes.ts";
import { contractsRoutes } from "./contracts/routes.ts";
import { customFieldsRoutes } from "./custom-fields/routes.ts";
import { demoRoutes } from "./demo/routes.ts";
import { sampleAppsRoutes } from "./demo/sample-apps-routes.ts";
import { deskRoutes } from "./desk/routes.ts";
import { guardRequests } from "./guard-requests.ts";
import { homeRoutes } from "./home/routes.ts";
import { insightsRoutes } from "./insights/routes.ts";
import { mailRoutes } from "./mail/routes.ts";
import { addOpenapi } from "./openapi/add-openapi.ts";
import { peopleRoutes } from "./people/routes.ts";
import { questionsRoutes } from "./questions/routes.ts";
import { auditRoutes } from "./records/audit-routes.ts";
import { bulkRoutes } from "./records/bulk-routes.ts";
import { recordsRoutes } from "./records/routes.ts";
import { savedViewsRoutes } from "./records/saved-views-routes.ts";
import { runsRoutes } from "./runs/routes.ts";
import { sessionRoutes } from "./session/routes.ts";
import { settingsRoutes } from "./settings/routes.ts";
import { carriesTakeoverFile, largestTakeoverFile, takeoversRoutes } from "./takeovers/routes.ts";
import { ticketsRoutes } from "./tickets/routes.ts";
import { createV1App } from "./v1-app.ts";
import { webhooksRoutes } from "./webhooks/routes.ts";
import { whyRoutes } from "./why/routes.ts";

/** Our own API, all that the web app can do: every resource in a folder, every endpoint guarded by `permissions.ts`. */
export function createV1(needs: ApiDependencies) {
  const app = createV1App();
  app.use(limitCalls(needs));
  app.use(guardRequests(needs));
  app.use(limitBodies);
  app.use(answerOnce(needs));
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
    .route("/", peopleRoutes(needs))
    .route("/", customFieldsRoutes(needs))
    .route("/", takeoversRoutes(needs))
    .route("/", recordsRoutes(needs))
    .route("/", bulkRoutes(needs))
    .route("/", savedViewsRoutes(needs))
    .route("/", auditRoutes(needs))
    .route("/", ticketsRoutes(needs))
    .route("/", mailRoutes(needs))
    .route("/", contractsRoutes(needs))
    .route("/", webhooksRoutes(needs))
    .route("/", applicationsRoutes(needs))
    .route("/", demoRoutes(needs))
    .route("/", sampleAppsRoutes(needs));
  addOpenapi(v1, needs);
  return v1;
}

/** Settings with thousands of mappings, or the places of a hundred thousand rows, are well below. */
const largestBody = 4 * 1024 * 1024;

const limitBody = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: (c) =>
      answerError(c, { status: 413, title: "Too much at once", says: `A request may carry ${maxSize} bytes. Send less, in several.` }),
  });

const limitPlain = limitBody(largestBody);
/** A form is a little larger than the file in it. */
const limitUploads = limitBody(largestAttachment + 64 * 1024);

const limitFiles = limitBody(largestTakeoverFile);

const limitBodies: MiddlewareHandler = (c, next) => {
  if (carriesTakeoverFile(c.req.path)) return limitFiles(c, next);
  return /\/tickets\/\d+\/attachments\/?$/.test(c.req.path) ? limitUploads(c, next) : limitPlain(c, next);
};

/** The type that the web app's client is made of. */
export type V1 = ReturnType<typeof createV1>;
