import { getConnection } from "../connections/get-connection.ts";
import { markConnected } from "../connections/save-connection.ts";
import { canonicalJson } from "../core/canonical-json.ts";
import type { Connection } from "../model/connection.ts";
import type { Ability, DirectorySource } from "../model/directory.ts";
import type { SyncContext } from "../sync/context.ts";

export interface CheckedConnection {
  readonly abilities: readonly Ability[];
  /** Whether users can be read: without them nothing can be imported. */
  readonly canRead: boolean;
  /** To go on reading with. */
  readonly source: DirectorySource;
}

/**
 * Tries what a connection may read, one smallest request each. Where users can be read, a service account is connected by that, and a
 * pause is over.
 * @throws DirectoryRefused where there is nothing to sign in with
 */
export async function checkConnection(context: SyncContext, connection: Connection, signal: AbortSignal): Promise<CheckedConnection> {
  const source = await context.openSource(connection, signal);
  const abilities = await source.check();
  const canRead = abilities.some(({ ability, isGranted }) => ability === "users" && isGranted);
  const isServiceAccount = connection.signIn.kind === "serviceAccount";
  if (canRead && (isServiceAccount || connection.state === "paused") && (await isAsTried(context, connection)))
    await markConnected(context.database.db, connection, connection.signIn.kind === "serviceAccount" ? connection.signIn.subject : null);
  return { abilities, canRead, source };
}

/** A check takes its time: what was disconnected or signed in otherwise meanwhile is not what was tried. */
async function isAsTried({ database: { db } }: SyncContext, { id, state, signIn }: Connection): Promise<boolean> {
  const { connection: now } = await getConnection(db, id);
  return now.state === state && canonicalJson(now.signIn) === canonicalJson(signIn);
}
