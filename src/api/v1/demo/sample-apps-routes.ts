import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { NotFound } from "../../../model/errors.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { SampleApps } from "../shapes/demo.ts";
import { answer, createV1App } from "../v1-app.ts";

const listSampleApps = createRoute({
  method: "get",
  path: "/demo/sample-apps",
  tags: ["Demo"],
  summary: "The sandbox's own apps, to connect without a Google account",
  responses: { 200: answer(SampleApps, "A sample app for each organisation of the sandbox") },
});

const Organisation = z.object({
  name: z.string(),
  domain: z.string(),
  adminEmail: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  serviceAccount: z.record(z.string(), z.unknown()),
});

/** What a newcomer needs to play the set-up guide against the sandbox. Only the demo has it. */
export function sampleAppsRoutes({ demo }: ApiDependencies) {
  return createV1App().openapi(listSampleApps, async (c) => {
    if (demo === null) throw new NotFound("There is no sandbox here: this is not the demo.");
    const found = await fetch(`${demo.sandboxUrl}/control/credentials`, { signal: c.req.raw.signal });
    const organisations = z.array(Organisation).parse(await found.json());
    return c.json(
      {
        sandbox: demo.sandboxUrl,
        organisations: organisations.map(({ serviceAccount, ...one }) => ({
          ...one,
          serviceAccountKey: JSON.stringify(serviceAccount, null, 2),
        })),
      },
      200,
    );
  });
}
