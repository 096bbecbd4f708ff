import { z } from "@hono/zod-openapi";
import { Permission as PermissionModel } from "../../../model/permission.ts";

/** What an agent may do; every endpoint names one of these. */
export const Permission = z.enum(PermissionModel.options).openapi("Permission");
export type Permission = PermissionModel;

/** Who calls, and what they may do: an agent or a user, by themselves or through an application. */
export const Me = z
  .object({
    agent: z.object({ id: z.number(), name: z.string(), email: z.string() }).nullable(),
    user: z.object({ id: z.number(), name: z.string(), email: z.string(), sees: z.enum(["own", "site", "customer"]) }).nullable(),
    application: z.object({ id: z.number(), name: z.string() }).nullable(),
    permissions: z.array(Permission),
    isDemo: z.boolean(),
    version: z.string(),
    publicUrl: z.string(),
  })
  .openapi("Me");
export type Me = z.infer<typeof Me>;
