import { z } from "zod";

/** How a connection proves who it is to Google (G1): both are empty until somebody gives credentials. Secrets are named here by the vault's key, never by value. */
export const GoogleSignIn = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("oauthClient"), oauthClientId: z.string(), hasSecret: z.boolean(), account: z.string().nullable() }),
  z.strictObject({ kind: z.literal("serviceAccount"), subject: z.string(), account: z.string().nullable() }),
]);
export type GoogleSignIn = z.infer<typeof GoogleSignIn>;

const endpoint = z.string().url();

/** Where Google answers; every address can be replaced, for sandboxes and special clouds. Plain http only on loopback. */
export const GoogleEndpoints = z.strictObject({
  accounts: endpoint,
  token: endpoint,
  revoke: endpoint,
  userinfo: endpoint,
  jwks: endpoint,
  admin: endpoint,
  reseller: endpoint,
  licensing: endpoint,
  cloudIdentity: endpoint,
  issuer: endpoint,
});
export type GoogleEndpoints = z.infer<typeof GoogleEndpoints>;

/** Google's own addresses (OpenID discovery document; Admin SDK discovery document). */
export const googleEndpoints: GoogleEndpoints = {
  accounts: "https://accounts.google.com/o/oauth2/v2/auth",
  token: "https://oauth2.googleapis.com/token",
  revoke: "https://oauth2.googleapis.com/revoke",
  userinfo: "https://openidconnect.googleapis.com/v1/userinfo",
  jwks: "https://www.googleapis.com/oauth2/v3/certs",
  admin: "https://admin.googleapis.com",
  reseller: "https://reseller.googleapis.com",
  licensing: "https://licensing.googleapis.com",
  cloudIdentity: "https://cloudidentity.googleapis.com",
  issuer: "https://accounts.google.com",
};

/** How hard a connection may ask: requests at once and a minute. */
export const Pace = z.strictObject({ atOnce: z.number().int().min(1).max(50), perMinute: z.number().int().min(10).max(100_000) });
export type Pace = z.infer<typeof Pace>;
export const defaultPace: Pace = { atOnce: 10, perMinute: 2000 };

/** One connected directory (the guides' *tenant*), without its secrets. */
export const Connection = z.strictObject({
  id: z.number().int(),
  name: z.string().trim().min(1).max(100),
  provider: z.literal("google"),
  signIn: GoogleSignIn,
  endpoints: GoogleEndpoints,
  pace: Pace,
  /** `new` until somebody connected; `paused` after the sign-in was refused, with the reason. */
  state: z.enum(["new", "connected", "paused", "disconnected"]),
  pausedBecause: z.string().nullable(),
});
export type Connection = z.infer<typeof Connection>;

/** The secrets of a Google connection, decrypted for one run and never logged. */
export type GoogleSecrets =
  | { readonly kind: "oauthClient"; readonly oauthClientSecret: string; readonly refreshToken: string | null }
  | { readonly kind: "serviceAccount"; readonly clientEmail: string; readonly privateKey: string; readonly privateKeyId: string | null };
