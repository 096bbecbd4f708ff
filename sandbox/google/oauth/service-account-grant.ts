import { canonicalScope } from "../state/oauth-clients.ts";
import { accessTokenSeconds, issueAccessToken } from "../state/tokens.ts";
import { findAccount, findDirectory, now, type World } from "../state/world.ts";
import { isSignedBy, openJwt } from "./jwt.ts";
import { expiredOrRevoked, TokenError } from "./token-error.ts";

/**
 * Gives a service account with domain-wide delegation an access token in the name of `sub`; all scopes or none.
 * Source: https://developers.google.com/identity/protocols/oauth2/service-account
 */
export function exchangeAssertion(world: World, assertion: string): object {
  const jwt = openJwt(assertion);
  if (jwt === undefined) throw new TokenError(400, "invalid_grant", "Bad Request");
  const { claims } = jwt;
  const account = world.serviceAccounts.get(String(claims.iss ?? ""));
  if (account === undefined) throw new TokenError(400, "invalid_grant", "Invalid grant: account not found");
  if (!isSignedBy(jwt, world.keys.serviceAccount(account.email))) throw new TokenError(400, "invalid_grant", "Invalid JWT Signature.");
  if (claims.aud !== "https://oauth2.googleapis.com/token" && claims.aud !== `${world.origin}/token`) {
    throw new TokenError(400, "invalid_grant", "Invalid JWT: Failed audience check.");
  }
  checkLifetime(claims);
  if (world.signInRevoked.has(account.customerId)) throw expiredOrRevoked();
  const scopes = scopesOf(claims.scope);
  const sub = String(claims.sub ?? "");
  if (sub === "") throw new TokenError(401, "unauthorized_client", notAuthorized);
  const target = findAccount(world, sub);
  if (target === undefined) throw subjectRefusal(world, account.customerId, sub);
  const { customerId } = target.directory.organisation;
  if (customerId !== account.customerId || scopes.some((scope) => !account.delegatedScopes.includes(scope))) {
    throw new TokenError(401, "unauthorized_client", notAuthorized);
  }
  if (target.person.suspended) throw new TokenError(400, "access_denied", "Account restricted");
  const grant = { accountId: target.person.id, customerId, clientId: account.clientId, projectNumber: account.projectNumber, scopes };
  return { access_token: issueAccessToken(world.tokens, grant, now(world)), expires_in: accessTokenSeconds, token_type: "Bearer" };
}

const notAuthorized =
  "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.";

// The lifetime is checked against the real clock: whoever signs has no other.
function checkLifetime(claims: Readonly<Record<string, unknown>>): void {
  const iat = Number(claims.iat);
  const exp = Number(claims.exp);
  const seconds = Date.now() / 1000;
  if (exp > iat && exp <= iat + 3600 && exp > seconds - 300 && iat < seconds + 300) return;
  throw new TokenError(
    400,
    "invalid_grant",
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
  );
}

function scopesOf(claim: unknown): readonly string[] {
  const asked = String(claim ?? "")
    .split(" ")
    .filter((scope) => scope !== "");
  const scopes = asked.map(canonicalScope).filter((scope) => scope !== undefined);
  if (asked.length === 0 || scopes.length < asked.length) {
    throw new TokenError(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
  }
  return scopes;
}

function subjectRefusal(world: World, customerId: string, sub: string): TokenError {
  const wasDeleted = findDirectory(world, customerId)
    ?.listDeleted()
    .some((person) => person.email === sub || person.id === sub);
  if (wasDeleted === true) return new TokenError(400, "invalid_grant", "The account has been deleted");
  return new TokenError(400, "invalid_grant", "Invalid email or User ID");
}
