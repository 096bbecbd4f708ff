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
