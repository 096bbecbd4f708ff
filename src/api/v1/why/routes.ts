import { createRoute } from "@hono/zod-openapi";
import { explainPerson } from "../../../sync/explain-person.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { WhyQuery, WhyView } from "../shapes/why.ts";
import { answer, createV1App } from "../v1-app.ts";

const getWhy = createRoute({
  method: "get",
  path: "/why",
  tags: ["Why"],
  summary: "What an import does with one person, and why",
  request: { query: WhyQuery },
  responses: { 200: answer(WhyView, "The sentence first, then everything that led to it") },
});

/** Why somebody is treated as they are. Planned from the copy: nothing is asked of the directory, nothing is written. */
export function whyRoutes({ context }: ApiDependencies) {
  return createV1App().openapi(getWhy, async (c) => {
    const { connection, person, recordOf, ifFirst } = c.req.valid("query");
    const asked = { connection, person, ...(recordOf !== undefined && { recordOf }), ...(ifFirst !== undefined && { ifFirst }) };
    return c.json(await explainPerson(context, asked), 200);
  });
}
