import type { Kysely } from "kysely";
import { quoteCommand } from "../core/quote-command.ts";
import type { Connection, GoogleSecrets } from "../model/connection.ts";
import { DirectoryRefused } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import type { Vault } from "./vault.ts";

const names = ["oauthClientSecret", "refreshToken", "serviceAccountKey"] as const;

/** What is kept sealed for a connection. `serviceAccountKey` is the key file's text. */
export type SecretName = (typeof names)[number];

/** Seals a secret of a connection; null forgets it. */
export async function saveSecret(
  db: Kysely<Tables>,
  vault: Vault,
  connectionId: number,
  name: SecretName,
  secret: string | null,
): Promise<void> {
  if (secret === null) {
    await db.deleteFrom("secrets").where("connection_id", "=", connectionId).where("name", "=", name).execute();
    return;
  }
  const sealed = vault.seal(secret, placeOf(connectionId, name));
  await db
    .insertInto("secrets")
    .values({ connection_id: connectionId, name, sealed })
    .onConflict((conflict) => conflict.columns(["connection_id", "name"]).doUpdateSet({ sealed }))
    .execute();
}

/** Which secrets of a connection are kept, without opening any. */
export async function listSecretNames(db: Kysely<Tables>, connectionId: number): Promise<readonly string[]> {
  const rows = await db.selectFrom("secrets").select("name").where("connection_id", "=", connectionId).execute();
  return rows.map((row) => row.name);
}

/** Opens one secret; null when there is none. */
export async function findSecret(db: Kysely<Tables>, vault: Vault, connectionId: number, name: SecretName): Promise<string | null> {
  const row = await db
    .selectFrom("secrets")
    .select("sealed")
    .where("connection_id", "=", connectionId)
    .where("name", "=", name)
    .executeTakeFirst();
  return row === undefined ? null : vault.open(row.sealed, placeOf(connectionId, name));
}

/**
 * Opens what a connection signs in with. `parseKey` understands a service account's key file.
 * @throws DirectoryRefused when it was never connected
 */
export async function openSecrets(
  db: Kysely<Tables>,
  vault: Vault,
  connection: Connection,
  parseKey: (text: string) => { clientEmail: string; privateKey: string; privateKeyId: string | null },
): Promise<GoogleSecrets> {
  if (connection.signIn.kind === "serviceAccount") {
    const key = await findSecret(db, vault, connection.id, "serviceAccountKey");
    if (key === null)
      throw new DirectoryRefused(
        "signIn",
        `${connection.name} has no service account key. Give it in the set-up of the connection, or in the configuration file and apply that.`,
      );
    const { clientEmail, privateKey, privateKeyId } = parseKey(key);
    return { kind: "serviceAccount", clientEmail, privateKey, privateKeyId };
  }
  const secret = await findSecret(db, vault, connection.id, "oauthClientSecret");
  const refreshToken = await findSecret(db, vault, connection.id, "refreshToken");
  if (secret === null || refreshToken === null)
    throw new DirectoryRefused("signIn", `${connection.name} is not connected. Connect it: ${quoteCommand("connect", connection.name)}`);
  return { kind: "oauthClient", oauthClientSecret: secret, refreshToken };
}

function placeOf(connectionId: number, name: SecretName): string {
  return `connection ${connectionId} ${name}`;
}
