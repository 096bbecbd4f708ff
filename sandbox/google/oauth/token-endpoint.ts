import { createHash } from "node:crypto";
import { type Answer, type Ask, json } from "../answer.ts";
import type { OAuthClient } from "../state/oauth-clients.ts";
import { signInScopes } from "../state/oauth-clients.ts";
import { accessTokenSeconds, endOfTesting, findRefreshToken, type Grant, issueAccessToken, issueRefreshToken } from "../state/tokens.ts";
import { findDirectory, isTakenBack, now, type World } from "../state/world.ts";
import { idToken } from "./id-token.ts";
import { exchangeAssertion } from "./service-account-grant.ts";
import { expiredOrRevoked, TokenError, tokenErrorAnswer } from "./token-error.ts";

/** The token endpoint with its three grants. Source: https://developers.google.com/identity/protocols/oauth2/web-server */
export function tokenEndpoint(world: World, ask: Ask): Answer {
  const form = new URLSearchParams(ask.body);
  try {
    return json(exchange(world, form, ask.headers.authorization ?? ""), 200, { "cache-control": "no-store" });
  } catch (error) {
    if (error instanceof TokenError) return tokenErrorAnswer(error);
    throw error;
  }
}

function exchange(world: World, form: URLSearchParams, authorization: string): object {
  const grantType = form.get("grant_type");
  if (grantType === "authorization_code") return exchangeCode(world, form, clientOf(world, form, authorization));
  if (grantType === "refresh_token") return exchangeRefreshToken(world, form, clientOf(world, form, authorization));
  if (grantType === "urn:ietf:params:oauth:grant-type:jwt-bearer") return exchangeAssertion(world, form.get("assertion") ?? "");
  if (grantType === null) throw new TokenError(400, "invalid_request", "Missing required parameter: grant_type");
  throw new TokenError(400, "unsupported_grant_type", `Invalid grant_type: ${grantType}`);
}

function clientOf(world: World, form: URLSearchParams, authorization: string): OAuthClient {
  const basic = /^Basic (.+)$/i.exec(authorization)?.[1];
  const pair = basic === undefined ? undefined : Buffer.from(basic, "base64").toString();
  const [basicId, basicSecret] = pair === undefined ? [] : pair.split(/:(.*)/s).map((part) => decodeURIComponent(part));
  const clientId = basicId ?? form.get("client_id") ?? "";
  const secret = basicSecret ?? form.get("client_secret") ?? "";
  if (clientId === "") throw new TokenError(400, "invalid_request", "Could not determine client ID from request.");
  const client = world.clients.get(clientId);
  if (client === undefined) throw new TokenError(401, "invalid_client", "The OAuth client was not found.");
  if (client.isDeleted) throw new TokenError(401, "deleted_client", "The OAuth client was deleted.");
  if (secret === "") throw new TokenError(400, "invalid_request", "client_secret is missing.");
  if (secret !== client.secret) throw new TokenError(401, "invalid_client", "The provided client secret is invalid.");
  return client;
}

function exchangeCode(world: World, form: URLSearchParams, client: OAuthClient): object {
  const value = form.get("code") ?? "";
  const code = world.tokens.codes.get(value);
  world.tokens.codes.delete(value);
  if (code === undefined || code.clientId !== client.clientId) throw new TokenError(400, "invalid_grant", "Malformed auth code.");
  if (code.expiresAt <= now(world)) throw new TokenError(400, "invalid_grant", "Bad Request");
  if (form.get("redirect_uri") !== code.redirectUri) throw new TokenError(400, "redirect_uri_mismatch", "Bad Request");
  checkVerifier(code, form.get("code_verifier"));
  refuseGone(world, code);
  const time = now(world);
  const accessToken = issueAccessToken(world.tokens, grantOf(code), time);
  return {
    access_token: accessToken,
    expires_in: accessTokenSeconds,
    ...(code.givesRefreshToken && {
      refresh_token: issueRefreshToken(world.tokens, grantOf(code), { now: time, diesAt: dyingTime(client, code, time) }),
    }),
    scope: code.scopes.join(" "),
    token_type: "Bearer",
    ...(code.scopes.includes("openid") && { id_token: idToken(world, code, { nonce: code.nonce, accessToken }) }),
  };
}

function exchangeRefreshToken(world: World, form: URLSearchParams, client: OAuthClient): object {
  const refresh = findRefreshToken(world.tokens, form.get("refresh_token") ?? "", now(world));
  if (refresh === undefined || refresh.clientId !== client.clientId) throw expiredOrRevoked();
  if (isTakenBack(world, refresh.customerId, refresh.createdAt)) throw expiredOrRevoked();
  refuseGone(world, refresh);
  refresh.lastUsedAt = now(world);
  const accessToken = issueAccessToken(world.tokens, grantOf(refresh), now(world));
  return {
    access_token: accessToken,
    expires_in: accessTokenSeconds,
    scope: refresh.scopes.join(" "),
    token_type: "Bearer",
    ...(refresh.scopes.includes("openid") && { id_token: idToken(world, refresh, { nonce: undefined, accessToken }) }),
  };
}

function checkVerifier(code: { challenge: string | undefined; challengeMethod: string }, verifier: string | null): void {
  if (code.challenge === undefined) return;
  if (verifier === null) throw new TokenError(400, "invalid_grant", "Missing code verifier.");
  const answer = code.challengeMethod === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
  if (answer !== code.challenge) throw new TokenError(400, "invalid_grant", "Invalid code verifier.");
}

// An app in testing gets seven days, unless it only signs people in or the organisation trusts it.
function dyingTime(client: OAuthClient, grant: Grant, time: number): number | undefined {
  if (client.audience === "internal" || client.publishing === "production") return undefined;
  if (client.trustedBy.includes(grant.customerId)) return undefined;
  return grant.scopes.every((scope) => signInScopes.includes(scope)) ? undefined : endOfTesting(time);
}

function refuseGone(world: World, grant: Grant): void {
  const person = findDirectory(world, grant.customerId)?.findPerson(grant.accountId);
  if (person === undefined || person.suspended) throw expiredOrRevoked();
}

function grantOf({ accountId, customerId, clientId, projectNumber, scopes }: Grant): Grant {
  return { accountId, customerId, clientId, projectNumber, scopes };
}
