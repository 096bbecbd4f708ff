import { type Answer, type Ask, json } from "../answer.ts";
import { revokeTokens } from "../state/tokens.ts";
import { findDirectory, now, type World } from "../state/world.ts";
import { profileOf } from "./id-token.ts";

/** The discovery document, with this sandbox's own addresses. Source: https://accounts.google.com/.well-known/openid-configuration */
export function discovery(world: World): Answer {
  return json({
    issuer: world.issuer,
    authorization_endpoint: `${world.origin}/o/oauth2/v2/auth`,
    token_endpoint: `${world.origin}/token`,
    revocation_endpoint: `${world.origin}/revoke`,
    userinfo_endpoint: `${world.origin}/v1/userinfo`,
    jwks_uri: `${world.origin}/oauth2/v3/certs`,
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", "email", "profile"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    claims_supported: ["aud", "email", "email_verified", "exp", "family_name", "given_name", "iat", "iss", "name", "sub"],
    code_challenge_methods_supported: ["plain", "S256"],
    grant_types_supported: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:jwt-bearer"],
    authorization_response_iss_parameter_supported: true,
  });
}

/** The public keys of id tokens. */
export function certs(world: World): Answer {
  const { keyId, publicKey } = world.keys.signing();
  const key = { ...publicKey.export({ format: "jwk" }), kid: keyId, use: "sig", alg: "RS256" };
  return json({ keys: [key] }, 200, { "cache-control": "public, max-age=300" });
}

/** Who signed in. Source: https://developers.google.com/identity/openid-connect/openid-connect */
export function userinfo(world: World, ask: Ask): Answer {
  const token = /^Bearer (.+)$/i.exec(ask.headers.authorization ?? "")?.[1] ?? ask.query.get("access_token") ?? "";
  const grant = world.tokens.access.get(token);
  const directory = grant === undefined ? undefined : findDirectory(world, grant.customerId);
  const person = grant === undefined ? undefined : directory?.findPerson(grant.accountId);
  if (grant === undefined || grant.expiresAt <= now(world) || directory === undefined || person === undefined) {
    return json({ error: "invalid_request", error_description: "Invalid Credentials" }, 401);
  }
  return json(profileOf(grant, person, directory));
}

/**
 * Takes a token back, and with it everything that the account granted to any app of the same Cloud project.
 * Source: https://developers.google.com/identity/protocols/oauth2/web-server
 */
export function revoke(world: World, ask: Ask): Answer {
  const token = new URLSearchParams(ask.body).get("token") ?? ask.query.get("token") ?? "";
  const { access, refresh, consents } = world.tokens;
  const grant = access.get(token) ?? refresh.get(token);
  if (grant === undefined) return json({ error: "invalid_token", error_description: "Token expired or revoked" }, 400);
  revokeTokens(world.tokens, (other) => other.accountId === grant.accountId && other.projectNumber === grant.projectNumber);
  for (const client of world.clients.values()) {
    if (client.projectNumber === grant.projectNumber) consents.delete(`${grant.accountId} ${client.clientId}`);
  }
  return json({});
}
