import { z } from "zod";

/**
 * How an application signs in: `services` by itself, with its secret, as the person it acts as; `signIn` for whoever signs in and allows
 * it (authorization code with PKCE).
 */
export const ApplicationKind = z.enum(["services", "signIn"]);
export type ApplicationKind = z.infer<typeof ApplicationKind>;

const largest = 2_147_483_647;
const PersonId = z.number().int().min(1).max(largest).nullable();

const fields = {
  name: z.string().trim().min(1).max(100),
  redirectUris: z.array(z.string().max(500)).max(20),
  scopes: z.array(z.string().max(100)).max(100),
  agentId: PersonId,
  userId: PersonId,
  /** IP addresses and ranges (CIDR) from which it may call; empty is everywhere. */
  allowedAddresses: z.array(z.string().max(60)).max(100),
  isActive: z.boolean(),
  expiresAt: z.iso.datetime().nullable(),
};

/** An application to make. A public one has no secret: it runs where nobody could keep one. */
export const ApplicationToCreate = z.strictObject({
  name: fields.name,
  kind: ApplicationKind,
  isPublic: z.boolean().default(false),
  redirectUris: fields.redirectUris.default([]),
  scopes: fields.scopes,
  actsAs: z.enum(["agent", "user"]).default("agent"),
  agentId: fields.agentId.default(null),
  userId: fields.userId.default(null),
  allowedAddresses: fields.allowedAddresses.default([]),
  isActive: fields.isActive.default(true),
  expiresAt: fields.expiresAt.default(null),
});
export type ApplicationToCreate = z.infer<typeof ApplicationToCreate>;

/** What can be changed of an application later; how it signs in stays. */
export const ApplicationPatch = z.strictObject(fields).partial();
export type ApplicationPatch = z.infer<typeof ApplicationPatch>;

/** An application as it is kept, without anything secret. `hint` is the end of a secret, to tell several apart. */
export interface Application {
  readonly id: number;
  readonly clientId: string;
  readonly name: string;
  readonly kind: ApplicationKind;
  readonly isPublic: boolean;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly actsAs: "agent" | "user";
  readonly agentId: number | null;
  readonly userId: number | null;
  readonly allowedAddresses: readonly string[];
  readonly isActive: boolean;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedFrom: string | null;
  readonly createdAt: Date;
  readonly version: number;
  readonly secrets: readonly ApplicationSecret[];
}

export interface ApplicationSecret {
  readonly id: number;
  readonly hint: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}
