import { z } from "@hono/zod-openapi";

/** Something that can be made to happen in the demo. */
export const DemoIncident = z
  .object({
    name: z.string(),
    title: z.string(),
    /** What a careless sync would do with it, said beforehand. */
    careless: z.string(),
    /** What to do next: run the schedule of a connection. */
    connectionId: z.number().nullable(),
    connection: z.string().nullable(),
    hasHappened: z.boolean(),
  })
  .openapi("DemoIncident");
export type DemoIncident = z.infer<typeof DemoIncident>;

/** The sample organisations of the sandbox, with the app that each has prepared for being connected. All of it is invented; nothing outside this machine knows it. */
export const SampleApps = z
  .object({
    /** Where the sandbox of Google answers. */
    sandbox: z.url(),
    organisations: z.array(
      z.object({
        name: z.string(),
        domain: z.string(),
        adminEmail: z.string(),
        clientId: z.string(),
        clientSecret: z.string(),
        /** The key file of a service account, as text. */
        serviceAccountKey: z.string(),
      }),
    ),
  })
  .openapi("SampleApps");
export type SampleApps = z.infer<typeof SampleApps>;

export const DemoIncidents = z.object({ items: z.array(DemoIncident) }).openapi("DemoIncidents");

/** What happened, in a sentence, and how everything stands now. */
export const DemoPlayed = z.object({ says: z.string(), items: z.array(DemoIncident) }).openapi("DemoPlayed");
