import type { Kysely } from "kysely";
import { z } from "zod";
import { hashToken } from "../../access/secret-token.ts";
import type { Tables } from "../../store/tables.ts";
import type { ApiDependencies } from "../dependencies.ts";

/** How an attempt to connect came out. */
export const ConnectOutcome = z.strictObject({
  isConnected: z.boolean(),
  /** What happened and what to do. */
  says: z.string(),
  account: z.string().nullable(),
  /** What was not granted, in words. */
  missing: z.array(z.string()),
  vendorCode: z.string().nullable(),
});
export type ConnectOutcome = z.infer<typeof ConnectOutcome>;

/** Where the browser goes when it is back: to a page that says how it came out, or to the web app's set-up of the connection. */
export const ReturnsTo = z.enum(["page", "app"]);
export type ReturnsTo = z.infer<typeof ReturnsTo>;

/** What is kept, sealed, while somebody connects: under the key of the start address, and under the state that travels through Google. */
export const Kept = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("offered"), returnsTo: ReturnsTo }),
  /** The browser that came first; no other may use the key. */
  z.strictObject({ kind: z.literal("opened"), browser: z.string(), returnsTo: ReturnsTo }),
  z.strictObject({ kind: z.literal("finished"), outcome: ConnectOutcome }),
  z.strictObject({
    kind: z.literal("atGoogle"),
    key: z.string(),
    browser: z.string(),
    returnsTo: ReturnsTo,
    codeVerifier: z.string(),
    nonce: z.string(),
    redirectUri: z.string(),
    scopes: z.array(z.string()).readonly(),
  }),
]);
export type Kept = z.infer<typeof Kept>;

const validMs = 15 * 60 * 1000;

type Needs = Pick<ApiDependencies, "vault" | "now">;

/** Keeps something for a quarter of an hour, under the hash of a secret; what was there before is replaced. */
export async function keepAttempt(
  db: Kysely<Tables>,
  { vault, now }: Needs,
  given: { secret: string; connectionId: number; kept: Kept },
): Promise<void> {
  const hash = hashToken(given.secret);
  const sealed = vault.seal(JSON.stringify(given.kept), placeOf(hash));
  const expiresAt = new Date(now().getTime() + validMs);
  await db.deleteFrom("connect_attempts").where("expires_at", "<=", now()).execute();
  await db
    .insertInto("connect_attempts")
    .values({ state_hash: hash, connection_id: given.connectionId, sealed, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column("state_hash").doUpdateSet({ sealed }))
    .execute();
}

/** What is kept under a secret; null when it is unknown or too old. */
export async function findAttempt(
  db: Kysely<Tables>,
  { vault, now }: Needs,
  secret: string,
): Promise<{ connectionId: number; kept: Kept } | null> {
  const hash = hashToken(secret);
  const row = await db
    .selectFrom("connect_attempts")
    .select(["connection_id", "sealed"])
    .where("state_hash", "=", hash)
    .where("expires_at", ">", now())
    .executeTakeFirst();
  return row === undefined
    ? null
    : { connectionId: row.connection_id, kept: Kept.parse(JSON.parse(vault.open(row.sealed, placeOf(hash)))) };
}

/** How the newest finished attempt of a connection came out; null when none was finished within the last quarter of an hour. */
export async function findLastOutcome(db: Kysely<Tables>, { vault, now }: Needs, connectionId: number): Promise<ConnectOutcome | null> {
  const rows = await db
    .selectFrom("connect_attempts")
    .select(["state_hash", "sealed"])
    .where("connection_id", "=", connectionId)
    .where("expires_at", ">", now())
    .orderBy("expires_at", "desc")
    .execute();
  for (const row of rows) {
    const kept = Kept.parse(JSON.parse(vault.open(row.sealed, placeOf(row.state_hash))));
    if (kept.kind === "finished") return kept.outcome;
  }
  return null;
}

/** Forgets every attempt of a connection: what they were made from is no longer so. */
export async function dropAttempts(db: Kysely<Tables>, connectionId: number): Promise<void> {
  await db.deleteFrom("connect_attempts").where("connection_id", "=", connectionId).execute();
}

/** Uses up what is kept under a secret; false when somebody else was faster. */
export async function dropAttempt(db: Kysely<Tables>, secret: string): Promise<boolean> {
  const answer = await db.deleteFrom("connect_attempts").where("state_hash", "=", hashToken(secret)).executeTakeFirst();
  return answer.numDeletedRows > 0n;
}

function placeOf(hash: Buffer): string {
  return `connect attempt ${hash.toString("hex")}`;
}
