import { exportJWK, generateKeyPair, type JWK } from "jose";
import type { Kysely } from "kysely";
import type { Vault } from "../connections/vault.ts";
import type { Tables } from "../store/tables.ts";
import { createToken } from "./secret-token.ts";

/** How long a key signs. */
const signsMs = 90 * 24 * 3_600_000;
/** How long a retired key is still published: longer than anything that it signed is valid. */
const verifiesMs = 24 * 3_600_000;
const algorithm = "RS256";

/** A private key that signs what the OAuth server says about people. */
export type SigningKey = JWK & { readonly kid: string };

/**
 * The keys of the OAuth server, the one that signs first, then those that verify what they signed before. Where none signs any more, a
 * new one is made, sealed; what nothing valid was signed with goes.
 */
export async function loadSigningKeys(db: Kysely<Tables>, vault: Vault, now: Date): Promise<readonly SigningKey[]> {
  const known = await listKeys(db, vault, now);
  if (known.some(({ retiresAt }) => retiresAt > now)) return known.map(({ key }) => key);
  await createSigningKey(db, vault, now);
  return (await listKeys(db, vault, now)).map(({ key }) => key);
}

/** Makes a new key that signs from now on; the others only verify. */
export async function rotateSigningKeys(db: Kysely<Tables>, vault: Vault, now: Date): Promise<void> {
  await db.updateTable("oauth_keys").set({ retires_at: now }).where("retires_at", ">", now).execute();
  await createSigningKey(db, vault, now);
}

async function createSigningKey(db: Kysely<Tables>, vault: Vault, now: Date): Promise<void> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = createToken().token.slice(0, 16);
  const key: SigningKey = { ...(await exportJWK(privateKey)), kid, alg: algorithm, use: "sig" };
  await db
    .deleteFrom("oauth_keys")
    .where("retires_at", "<", new Date(now.getTime() - verifiesMs))
    .execute();
  await db
    .insertInto("oauth_keys")
    .values({
      kid,
      sealed: vault.seal(JSON.stringify(key), placeOfKey(kid)),
      created_at: now,
      retires_at: new Date(now.getTime() + signsMs),
    })
    .execute();
}

async function listKeys(
  db: Kysely<Tables>,
  vault: Vault,
  now: Date,
): Promise<readonly { readonly key: SigningKey; readonly retiresAt: Date }[]> {
  const rows = await db
    .selectFrom("oauth_keys")
    .selectAll()
    .where("retires_at", ">", new Date(now.getTime() - verifiesMs))
    .orderBy("retires_at", "desc")
    .orderBy("created_at", "desc")
    .execute();
  return rows.map((row) => ({
    // Sealed by `createSigningKey`.
    key: JSON.parse(vault.open(row.sealed, placeOfKey(row.kid))) as SigningKey,
    retiresAt: row.retires_at,
  }));
}

/** Where a key is sealed to. */
export function placeOfKey(kid: string): string {
  return `oauth key ${kid}`;
}
