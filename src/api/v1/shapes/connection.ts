import { z } from "@hono/zod-openapi";
import { Connection, GoogleEndpoints, Pace } from "../../../model/connection.ts";
import { ConnectionHealth } from "../../../model/health.ts";

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
    /** Accounts of the directory copy. */
    accounts: z.number().int(),
    /** Accounts that are active people on the desk; null before the first import. */
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
    accounts: z.number().int(),
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
    /** What Google may show on its own page and never reports back, each with its cure; empty where no browser is needed. */
    consentProblems: z.array(z.object({ code: z.string(), sees: z.string(), cure: z.string() })),
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

/** Every connection, worst first. */
export const ConnectionList = z.object({ items: z.array(ConnectionRow) }).openapi("ConnectionList");
export type ConnectionList = z.infer<typeof ConnectionList>;

/** Where to send this very window, for the directory's own consent page; good once, for a quarter of an hour. */
export const ConnectOffer = z.object({ url: z.url() }).openapi("ConnectOffer");

/** How disconnecting came out. `isRevoked` is false where the directory would not take the permission back; our copy is gone either way. */
export const Disconnected = z
  .object({ isRevoked: z.boolean(), says: z.string(), vendorCode: z.string().nullable() })
  .openapi("Disconnected");
export type Disconnected = z.infer<typeof Disconnected>;

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
      z.object({
        ability: z.string(),
        label: z.string(),
        isGranted: z.boolean(),
        isNeeded: z.boolean(),
        says: z.string(),
        vendorCode: z.string().nullable(),
      }),
    ),
    sample: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), orgUnit: z.string(), standing: z.string() })),
    says: z.string(),
    vendorCode: z.string().nullable(),
  })
  .openapi("ConnectionCheck");
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;
