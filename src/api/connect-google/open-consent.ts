import { hashToken } from "../../access/secret-token.ts";
import { getConnection } from "../../connections/get-connection.ts";
import { Forbidden } from "../../model/errors.ts";
import { listConsentScopes, readings } from "../../sources/google/scopes.ts";
import { startConnect } from "../../sources/google/start-connect.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { findAttempt, keepAttempt } from "./attempts.ts";
import { callbackPath } from "./offer-connect.ts";

/**
 * Sends a browser that came with a key to Google's consent page. The first browser owns the key, and may come again with it.
 * @throws Forbidden for a key that is unknown, used up, too old or another browser's
 */
export async function openConsent(
  needs: ApiDependencies,
  given: { readonly connectionId: number; readonly key: string; readonly browserToken: string },
): Promise<string> {
  const { db } = needs.database;
  const browser = hashToken(given.browserToken).toString("hex");
  const found = await findAttempt(db, needs, given.key);
  const offer = found?.kept.kind === "offered" || (found?.kept.kind === "opened" && found.kept.browser === browser) ? found.kept : null;
  if (found === null || offer === null || found.connectionId !== given.connectionId) {
    throw new Forbidden(
      "This address was used already, or is older than 15 minutes. Start again in the set-up of the connection, or get a new address: npm run muster -- connect <connection>.",
    );
  }
  const { returnsTo } = offer;
  const { connection } = await getConnection(db, found.connectionId);
  const redirectUri = `${needs.publicUrl}${callbackPath}`;
  const scopes = listConsentScopes(readings);
  const { url, state, codeVerifier, nonce } = await startConnect({ connection, redirectUri, scopes });
  const kept = { kind: "atGoogle", key: given.key, browser, returnsTo, codeVerifier, nonce, redirectUri, scopes } as const;
  await keepAttempt(db, needs, { secret: given.key, connectionId: connection.id, kept: { kind: "opened", browser, returnsTo } });
  await keepAttempt(db, needs, { secret: state, connectionId: connection.id, kept });
  return url;
}
