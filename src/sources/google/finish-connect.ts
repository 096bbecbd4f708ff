import * as oauth from "oauth4webapi";
import type { Connection } from "../../model/connection.ts";
import { DirectoryRefused } from "../../model/errors.ts";
import { explainNoAnswer } from "../http/explain-no-answer.ts";
import { readBody } from "../http/read-body.ts";
import { explainSignInRefusal, parseTokenError } from "./explain-sign-in-refusal.ts";
import { isLoopback } from "./parse-endpoints.ts";
import { findMissingScopes } from "./scopes.ts";
import type { ConnectAttempt } from "./start-connect.ts";

/** A connection made. `missingScopes`: boxes that were left unticked; what they stand for cannot be read until somebody reconnects. */
export interface Connected {
  /** To be stored encrypted, and nowhere else. */
  readonly refreshToken: string;
  readonly account: string | null;
  readonly grantedScopes: readonly string[];
  readonly missingScopes: readonly string[];
}

/** What is needed to finish an attempt: what was kept of it, and what the browser brought back. */
export interface FinishConnect {
  readonly connection: Pick<Connection, "signIn" | "endpoints">;
  readonly oauthClientSecret: string;
  readonly redirectUri: string;
  /** The address that the browser came back to, with its query. */
  readonly callbackUrl: string;
  readonly attempt: Omit<ConnectAttempt, "url">;
  readonly scopes: readonly string[];
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
}

const timeoutMs = 60_000;

/**
 * Turns the browser's return from Google into a refresh token. A code works once, so nothing here is repeated. Throws `DirectoryRefused`
 * with the cure (developers.google.com/identity/protocols/oauth2/web-server; openid-connect for the account's address).
 */
export async function finishConnect(given: FinishConnect): Promise<Connected> {
  const { signIn, endpoints } = given.connection;
  if (signIn.kind !== "oauthClient") throw new DirectoryRefused("configuration", "A service account needs no connecting.", "signInKind");
  const server = { issuer: endpoints.issuer, token_endpoint: endpoints.token } satisfies oauth.AuthorizationServer;
  const client = { client_id: signIn.oauthClientId };
  const parameters = readCallback(given, server, client);
  const response = await exchangeCode(given, server, client, parameters);
  const tokens = await readTokens(given, server, client, response);
  if (tokens.refresh_token === undefined)
    throw new DirectoryRefused(
      "signIn",
      "Google gave no lasting permission (refresh token): remove this app under myaccount.google.com/connections, then connect again.",
      "noRefreshToken",
    );
  const email = oauth.getValidatedIdTokenClaims(tokens)?.email;
  const grantedScopes = (tokens.scope ?? given.scopes.join(" ")).split(" ").filter((scope) => scope !== "");
  return {
    refreshToken: tokens.refresh_token,
    account: typeof email === "string" ? email : null,
    grantedScopes,
    missingScopes: findMissingScopes(given.scopes, grantedScopes),
  };
}

function readCallback(given: FinishConnect, server: oauth.AuthorizationServer, client: oauth.Client): URLSearchParams {
  try {
    return oauth.validateAuthResponse(server, client, new URL(given.callbackUrl), given.attempt.state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError)
      throw explainSignInRefusal(
        { status: 400, error: error.error, description: error.error_description ?? null, subtype: null },
        { kind: "code", redirectUri: given.redirectUri },
      );
    throw new DirectoryRefused(
      "answer",
      "This return from Google does not belong to the attempt that was started here: choose Connect now again.",
      "state",
    );
  }
}

async function exchangeCode(
  given: FinishConnect,
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  parameters: URLSearchParams,
): Promise<Response> {
  const { endpoints } = given.connection;
  const timeout = AbortSignal.timeout(timeoutMs);
  const secret = oauth.ClientSecretPost(given.oauthClientSecret);
  try {
    return await oauth.authorizationCodeGrantRequest(server, client, secret, parameters, given.redirectUri, given.attempt.codeVerifier, {
      [oauth.allowInsecureRequests]: isLoopback(new URL(endpoints.token).hostname),
      [oauth.customFetch]: (url, init) => (given.fetch ?? fetch)(url, { ...init, redirect: "manual" }),
      signal: AbortSignal.any([given.signal, timeout]),
    });
  } catch (error) {
    given.signal.throwIfAborted();
    throw explainNoAnswer(error, { url: endpoints.token, isTimedOut: timeout.aborted, timeoutMs }).error;
  }
}

async function readTokens(
  given: FinishConnect,
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  response: Response,
): Promise<oauth.TokenEndpointResponse> {
  if (response.status !== 200) {
    const { json } = await readBody(response, 1_000_000);
    throw explainSignInRefusal(parseTokenError({ status: response.status, json }), { kind: "code", redirectUri: given.redirectUri });
  }
  try {
    return await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: given.attempt.nonce });
  } catch (error) {
    given.signal.throwIfAborted();
    const code = error instanceof oauth.OperationProcessingError ? (error.code ?? null) : null;
    throw new DirectoryRefused(
      "answer",
      "Google's answer to the sign-in could not be trusted (identity token): connect again, and check this server's clock.",
      code,
    );
  }
}
