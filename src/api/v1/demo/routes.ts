import { createRoute, z } from "@hono/zod-openapi";
import { NotFound } from "../../../model/errors.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { DemoIncidents, DemoPlayed } from "../shapes/demo.ts";
import { answer, createV1App } from "../v1-app.ts";

const listIncidents = createRoute({
  method: "get",
  path: "/demo/incidents",
  tags: ["Demo"],
  summary: "What can be made to happen in the demo",
  responses: { 200: answer(DemoIncidents, "Each with what a careless sync would do") },
});

const playIncident = createRoute({
  method: "post",
  path: "/demo/incidents/{name}",
  tags: ["Demo"],
  summary: "Make something happen in the sample directories",
  request: { params: z.object({ name: z.string() }) },
  responses: { 200: answer(DemoPlayed, "What happened, and how everything stands now") },
});

/** What can be made to happen in the demo. */
export function demoRoutes({ demo }: ApiDependencies) {
  const getDemo = () => {
    if (demo === null) throw new NotFound("Nothing can be made to happen here: this is not the demo.");
    return demo;
  };
  return createV1App()
    .openapi(listIncidents, async (c) => c.json({ items: [...(await getDemo().list())] }, 200))
    .openapi(playIncident, async (c) => {
      const { id, name } = c.get("agent");
      const says = await getDemo().happen(c.req.valid("param").name, { id, name });
      return c.json({ says, items: [...(await getDemo().list())] }, 200);
    });
}
