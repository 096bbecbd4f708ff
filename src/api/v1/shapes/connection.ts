import { z } from "@hono/zod-openapi";
import { Connection, GoogleEndpoints, Pace } from "../../../model/connection.ts";

/** How a connection fares, worst first in lists. */
export const ConnectionHealth = z.enum(["failing", "paused", "waiting", "notConnected", "disconnected", "healthy"]);
export type ConnectionHealth = z.infer<typeof ConnectionHealth>;

/** One row of the Directories overview. */
export const ConnectionRow = z
  .object({
    id: z.number(),
    name: z.string(),
    type: z.string(),
    /** The directory's domain, or the account that Muster signs in with. */
    account: z.string(),
    customers: z.array(z.object({ id: z.number(), name: z.string() })),
    health: ConnectionHealth,
    /** `Healthy`, `Waiting: 61 to deactivate`, `Failing since Tuesday`. */
    says: z.string(),
    since: z.iso.datetime().nullable(),
    people: z.number().nullable(),
    lastRead: z.iso.datetime().nullable(),
    lastChange: z.iso.datetime().nullable(),
    waiting: z.number().int(),
    /** The one thing to do next, with where it leads. */
    action: z.object({ verb: z.string(), href: z.string() }),
  })
  .openapi("ConnectionRow");
export type ConnectionRow = z.infer<typeof ConnectionRow>;

/** A connection, without its secrets. */
export const ConnectionView = z
  .object({
    ...Connection.shape,
    type: z.string(),
    settingsVersion: z.number(),
    health: ConnectionHealth,
    says: z.string(),
    people: z.number().nullable(),
    lastRead: z.iso.datetime().nullable(),
    lastChange: z.iso.datetime().nullable(),
    /** The newest plan that may be applied or waits for approval. */
    openRun: z.object({ id: z.number(), planNumber: z.string(), state: z.string(), sentence: z.string() }).nullable(),
    /** The run that is at work now. */
    liveRunId: z.number().nullable(),
    openQuestions: z.number().int(),
    held: z.number().int(),
    /** What the set-up guide still lacks; empty when everything is there. */
    missing: z.array(z.enum(["credentials", "connect", "mappings", "firstImport"])),
    /** Where Google must be told to send people back to, and why Google would refuse that address (null: it would not). */
    redirectUri: z.object({ uri: z.string(), refusedBecause: z.string().nullable() }),
    /** The scopes that a consent screen or a delegation needs, with why. */
    scopes: z.array(z.object({ scope: z.string(), why: z.string() })),
    /** The outcome of the last attempt to connect in a browser, for a quarter of an hour. */
    lastAttempt: z
      .object({ isConnected: z.boolean(), says: z.string(), missing: z.array(z.string()), vendorCode: z.string().nullable() })
      .nullable(),
  })
  .openapi("Connection");
export type ConnectionView = z.infer<typeof ConnectionView>;

/** A new connection; credentials follow by their own request. Endpoints are Google's own unless given. */
export const ConnectionToCreate = z
  .strictObject({
    name: z.string(),
    signIn: z.enum(["oauthClient", "serviceAccount"]),
    endpoints: GoogleEndpoints.optional(),
    sandbox: z.url().optional(),
  })
  .openapi("ConnectionToCreate");
export type ConnectionToCreate = z.infer<typeof ConnectionToCreate>;

export const ConnectionPatch = z.strictObject({ name: z.string().optional(), pace: Pace.optional() }).openapi("ConnectionPatch");
export type ConnectionPatch = z.infer<typeof ConnectionPatch>;

/** What proves who Muster is; stored sealed, never given back. */
export const Credentials = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("oauthClient"), oauthClientId: z.string(), oauthClientSecret: z.string() }),
    /** `key` is the whole JSON file that Google gave; `subject` the administrator on whose behalf it reads. */
    z.strictObject({ kind: z.literal("serviceAccount"), key: z.string(), subject: z.string() }),
  ])
  .openapi("Credentials");
export type Credentials = z.infer<typeof Credentials>;

/** What the connection may read, tried just now, and a few people as read. */
export const ConnectionCheck = z
  .object({
    abilities: z.array(
      z.object({ ability: z.string(), label: z.string(), isGranted: z.boolean(), isNeeded: z.boolean(), says: z.string() }),
    ),
    sample: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), orgUnit: z.string(), standing: z.string() })),
    says: z.string(),
    vendorCode: z.string().nullable(),
  })
  .openapi("ConnectionCheck");
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;
