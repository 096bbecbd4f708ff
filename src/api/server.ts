import { type Context, Hono } from "hono";
import { getPath } from "hono/utils/url";
import { sql } from "kysely";
import { answerError } from "./answer-error.ts";
import { authRoutes } from "./auth/routes.ts";
import { googleConnectRoutes } from "./connect-google/routes.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { createHalo } from "./halo/create-halo.ts";
import { logRequests } from "./log-requests.ts";
import { secureAnswers } from "./secure-answers.ts";
import { signInRoutes } from "./sign-in/routes.ts";
import { createV1 } from "./v1/create-v1.ts";
import { webAppRoutes } from "./web-app.ts";

/** Everything that browsers reach: health, the API, sign-in, connecting a directory, the web app. */
export function createServer(needs: ApiDependencies): Hono {
  // HaloPSA's clients write paths as they like.
  const app = new Hono({ getPath: (request) => getPath(request).replace(/^\/api(?=\/|$)/i, "/api") });
  app.use(logRequests(needs.log));
  app.use(secureAnswers(needs.publicUrl));
  app.route("/v1", createV1(needs));
  app.route("/api", createHalo(needs));
  app.get("/healthz", (c) => answerHealth(c, needs));
  app.route("/", authRoutes(needs));
  app.route("/", signInRoutes(needs));
  app.route("/", googleConnectRoutes(needs));
  app.route("/", webAppRoutes(needs.webFolder));
  app.notFound((c) => answerError(c, { status: 404, title: "Not here", says: "There is nothing at this address." }));
  app.onError((error, c) => answerError(c, error, needs.log));
  return app;
}

async function answerHealth(c: Context, { database, version }: ApiDependencies) {
  try {
    await sql`select 1`.execute(database.db);
  } catch {
    return c.json({ name: "muster", version, database: "does not answer" }, 503);
  }
  return c.json({ name: "muster", version, database: "answers" });
}
