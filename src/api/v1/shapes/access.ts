import { z } from "@hono/zod-openapi";
import { ApplicationKind } from "../../../model/application.ts";

const Person = z.object({ id: z.number(), name: z.string(), isActive: z.boolean() });

/** A secret as it can be told from others: by its last letters. */
const SecretView = z.object({ id: z.number(), hint: z.string(), createdAt: z.iso.datetime(), expiresAt: z.iso.datetime().nullable() });

/** An application, without anything secret. */
export const ApplicationView = z
  .object({
    id: z.number(),
    /** What it signs in with, beside its secret. */
    clientId: z.string(),
    name: z.string(),
    kind: ApplicationKind,
    isPublic: z.boolean(),
    redirectUris: z.array(z.string()),
    scopes: z.array(z.string()),
    actsAs: z.enum(["agent", "user"]),
    /** Whom it acts as by itself; null where whoever signs in is. */
    agent: Person.nullable(),
    user: Person.nullable(),
    allowedAddresses: z.array(z.string()),
    isActive: z.boolean(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
    lastUsedFrom: z.string().nullable(),
    createdAt: z.iso.datetime(),
    version: z.number(),
    secrets: z.array(SecretView),
  })
  .openapi("Application");
export type ApplicationView = z.infer<typeof ApplicationView>;

/** Every application, and the scopes that there are in words. */
export const ApplicationList = z
  .object({ items: z.array(ApplicationView), scopes: z.array(z.object({ name: z.string(), says: z.string(), isEmpty: z.boolean() })) })
  .openapi("Applications");
export type ApplicationList = z.infer<typeof ApplicationList>;

/** The only answer that holds the secret; null for a public application. */
export const NewApplication = ApplicationView.extend({ secret: z.string().nullable() }).openapi("NewApplication");
export type NewApplication = z.infer<typeof NewApplication>;

/** How long the secrets that there are go on working beside the new one. */
export const SecretRotation = z
  .strictObject({
    overlapHours: z
      .number()
      .int()
      .min(0)
      .max(24 * 90)
      .default(24),
  })
  .openapi("SecretRotation");

/** The only answer that holds the secret. */
export const RotatedSecret = z.object({ id: z.number(), secret: z.string(), formerUntil: z.iso.datetime() }).openapi("RotatedSecret");

export const RevokedTokens = z.object({ revoked: z.number().int() }).openapi("RevokedTokens");
