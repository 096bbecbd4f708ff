import { calculatePKCECodeChallenge, generateRandomCodeVerifier, generateRandomNonce, generateRandomState } from "oauth4webapi";
import type { Connection } from "../../model/connection.ts";
import { type Fault, Invalid } from "../../model/errors.ts";
import { findOauthClientIdFault } from "./oauth-client-id.ts";
import { findRedirectUriFault } from "./redirect-uri.ts";

/** One attempt to connect: where to send the browser, and what to keep until it comes back. The verifier is a secret. */
export interface ConnectAttempt {
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
  readonly nonce: string;
}

/**
 * Builds the address of Google's consent page, with PKCE, a state and a nonce of its own. Asks for consent each time, because Google gives
 * a refresh token only then (developers.google.com/identity/protocols/oauth2/web-server). Throws `Invalid` for what Google would refuse.
 */
export async function startConnect(given: {
  readonly connection: Pick<Connection, "signIn" | "endpoints">;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}): Promise<ConnectAttempt> {
  const { signIn, endpoints } = given.connection;
  if (signIn.kind !== "oauthClient")
    throw new Invalid([{ at: "signIn", says: "A service account needs no connecting: it is ready once its key is entered." }]);
  const faults: Fault[] = [];
  const clientFault = findOauthClientIdFault(signIn.oauthClientId);
  if (clientFault !== null) faults.push({ at: "signIn.oauthClientId", says: clientFault.says });
  const redirectFault = findRedirectUriFault(given.redirectUri);
  if (redirectFault !== null) faults.push({ at: "redirectUri", says: redirectFault });
  if (faults.length > 0) throw new Invalid(faults);

  const attempt = { state: generateRandomState(), codeVerifier: generateRandomCodeVerifier(), nonce: generateRandomNonce() };
  const url = new URL(endpoints.accounts);
  url.search = new URLSearchParams({
    client_id: signIn.oauthClientId,
    redirect_uri: given.redirectUri,
    response_type: "code",
    scope: given.scopes.join(" "),
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: "S256",
    access_type: "offline",
    prompt: "consent",
    ...(signIn.account === null ? {} : { login_hint: signIn.account }),
  }).toString();
  return { url: url.href, ...attempt };
}
