import type { Kysely } from "kysely";
import { hashToken } from "../../access/secret-token.ts";
import { type ConfiguredConnection, getConnection } from "../../connections/get-connection.ts";
import { markConnected, pauseConnection } from "../../connections/save-connection.ts";
import { findSecret, saveSecret } from "../../connections/secrets.ts";
import type { Connection } from "../../model/connection.ts";
import { DirectoryRefused, Forbidden } from "../../model/errors.ts";
import { type Connected, finishConnect } from "../../sources/google/finish-connect.ts";
import { scopeOf } from "../../sources/google/scopes.ts";
import type { Tables } from "../../store/tables.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { type ConnectOutcome, dropAttempt, findAttempt, type Kept, keepAttempt, type ReturnsTo } from "./attempts.ts";
import { explainScope } from "./explain-scope.ts";

export interface Return {
  /** What the browser brought back from Google: `state`, and `code` or `error`. */
  readonly query: URLSearchParams;
  readonly browserToken: string | undefined;
  readonly signal: AbortSignal;
}

/** A finished attempt, with the connection that it was about. */
export interface FinishedConsent {
  readonly connectionId: number;
  readonly connection: string;
  readonly outcome: ConnectOutcome;
  readonly returnsTo: ReturnsTo;
}

/**
 * Finishes what `openConsent` began, once, in the same browser: keeps the refresh token sealed and marks the connection. What Google
 * refuses is an outcome with its cure, kept for whoever waits for it.
 * @throws Forbidden for a return that belongs to no attempt of this browser
 */
export async function finishConsent(needs: ApiDependencies, given: Return): Promise<FinishedConsent> {
  const { db } = needs.database;
  const state = given.query.get("state") ?? "";
  const found = await findAttempt(db, needs, state);
  const isOwn =
    found?.kept.kind === "atGoogle" &&
    given.browserToken !== undefined &&
    found.kept.browser === hashToken(given.browserToken).toString("hex");
  if (found?.kept.kind !== "atGoogle" || !isOwn || !(await dropAttempt(db, state))) {
    throw new Forbidden(
      "This return from Google belongs to no attempt that was started here in this browser within the last 15 minutes. Start again in the set-up of the connection, or with: npm run muster -- connect <connection>.",
    );
  }
  const configured = await getConnection(db, found.connectionId);
  const { key, returnsTo } = found.kept;
  const keep = (outcome: ConnectOutcome) =>
    keepAttempt(db, needs, { secret: key, connectionId: configured.connection.id, kept: { kind: "finished", outcome } });
  try {
    const outcome = await finish(needs, configured, found.kept, given);
    await keep(outcome);
    return { connectionId: configured.connection.id, connection: configured.connection.name, outcome, returnsTo };
  } catch (error) {
    await keep(failed("Muster made a mistake while connecting; the server's log has the details."));
    throw error;
  }
}

function failed(says: string, vendorCode: string | null = null): ConnectOutcome {
  return { isConnected: false, says, account: null, missing: [], vendorCode };
}

type AtGoogle = Extract<Kept, { kind: "atGoogle" }>;

async function finish(
  needs: ApiDependencies,
  { connection }: ConfiguredConnection,
  kept: AtGoogle,
  given: Return,
): Promise<ConnectOutcome> {
  try {
    const oauthClientSecret = await findSecret(needs.database.db, needs.vault, connection.id, "oauthClientSecret");
    if (oauthClientSecret === null) {
      throw new DirectoryRefused(
        "configuration",
        `${connection.name} has no client secret. Give it in the set-up of the connection, or in the configuration file and apply that.`,
      );
    }
    const connected = await finishConnect({
      connection,
      oauthClientSecret,
      redirectUri: kept.redirectUri,
      callbackUrl: `${kept.redirectUri}?${given.query}`,
      attempt: { state: given.query.get("state") ?? "", codeVerifier: kept.codeVerifier, nonce: kept.nonce },
      scopes: kept.scopes,
      signal: given.signal,
    });
    return await keepConnection(needs, connection, connected);
  } catch (error) {
    if (!(error instanceof DirectoryRefused)) throw error;
    return failed(error.message, error.vendorCode);
  }
}

async function keepConnection(
  needs: ApiDependencies,
  connection: ConfiguredConnection["connection"],
  connected: Connected,
): Promise<ConnectOutcome> {
  const missing = connected.missingScopes.map(explainScope);
  const cannotRead = connected.missingScopes.includes(scopeOf("users"));
  const cure = "Connect again and leave every box ticked.";
  await needs.database.db.transaction().execute(async (trx) => {
    await assertSameClient(trx, connection);
    await saveSecret(trx, needs.vault, connection.id, "refreshToken", connected.refreshToken);
    await markConnected(trx, connection, connected.account);
    if (cannotRead) await pauseConnection(trx, connection.id, `users may not be read: the box for it was left unticked. ${cure}`);
  });
  const as = connected.account === null ? "" : ` as ${connected.account}`;
  const says = missing.length === 0 ? `Connected${as}.` : `Connected${as}, but not everything was granted. ${cure}`;
  return { isConnected: true, says, account: connected.account, missing, vendorCode: null };
}

/** Google takes its time: a token belongs to the client that it was given to, and that may be another one by now. */
async function assertSameClient(trx: Kysely<Tables>, before: Connection): Promise<void> {
  const { connection: now } = await getConnection(trx, before.id);
  const clientOf = ({ signIn }: Connection) => (signIn.kind === "oauthClient" ? signIn.oauthClientId : signIn.kind);
  if (clientOf(now) !== clientOf(before))
    throw new DirectoryRefused("configuration", `${now.name} was given other credentials meanwhile. Connect it with those.`);
}
