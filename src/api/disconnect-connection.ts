import { changeConnection } from "../connections/save-connection.ts";
import { findSecret, saveSecret } from "../connections/secrets.ts";
import type { Vault } from "../connections/vault.ts";
import type { Connection } from "../model/connection.ts";
import { DirectoryRefused } from "../model/errors.ts";
import { revokeToken } from "../sources/google/revoke-token.ts";
import { withConnection } from "../sync/claim-connection.ts";
import type { SyncContext, Watch } from "../sync/context.ts";

interface Needs {
  readonly context: SyncContext;
  readonly vault: Vault;
}

/**
 * Takes a connection's permission back and forgets its token or key; mappings, links and history stay. Answers why the directory would
 * not take the permission back, or null where it did: our copy is gone either way.
 * @throws Conflict while a run is at work on the connection
 */
export async function disconnectConnection(
  { context, vault }: Needs,
  connection: Connection,
  watch: Watch & { readonly signal: AbortSignal },
): Promise<DirectoryRefused | null> {
  const { db } = context.database;
  return await withConnection(context, connection.id, watch, async () => {
    const isServiceAccount = connection.signIn.kind === "serviceAccount";
    const token = isServiceAccount ? null : await findSecret(db, vault, connection.id, "refreshToken");
    const refused = token === null ? null : await revoke(connection, token, watch.signal);
    await db.transaction().execute(async (trx) => {
      await saveSecret(trx, vault, connection.id, isServiceAccount ? "serviceAccountKey" : "refreshToken", null);
      await changeConnection(trx, connection.id, { state: "disconnected", pausedBecause: null });
    });
    return refused;
  });
}

async function revoke(connection: Connection, token: string, signal: AbortSignal): Promise<DirectoryRefused | null> {
  try {
    await revokeToken({ connection, token, signal });
    return null;
  } catch (error) {
    if (error instanceof DirectoryRefused) return error;
    throw error;
  }
}
