import { z } from "@hono/zod-openapi";

/** What an agent may do; every endpoint names one of these. */
export const Permission = z.enum(["directories:read", "directories:edit", "directories:apply", "desk:read", "desk:edit", "demo:play"]);
export type Permission = z.infer<typeof Permission>;

/** Who is signed in, and what the menu may show. */
export const Me = z
  .object({
    agent: z.object({ id: z.number(), name: z.string(), email: z.string() }),
    permissions: z.array(Permission),
    isDemo: z.boolean(),
    version: z.string(),
    publicUrl: z.string(),
  })
  .openapi("Me");
export type Me = z.infer<typeof Me>;
