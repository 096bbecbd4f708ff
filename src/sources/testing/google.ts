import type { Connection, GoogleSecrets } from "../../model/connection.ts";
import { defaultPace, type GoogleEndpoints } from "../../model/connection.ts";
import type { Reply } from "./start-server.ts";

/** Google's addresses, all on one server. */
export function endpointsAt(url: string): GoogleEndpoints {
  return {
    accounts: `${url}/o/oauth2/v2/auth`,
    token: `${url}/token`,
    revoke: `${url}/revoke`,
    userinfo: `${url}/v1/userinfo`,
    jwks: `${url}/oauth2/v3/certs`,
    admin: url,
    reseller: url,
    licensing: url,
    cloudIdentity: url,
    issuer: url,
  };
}

/** A connection by OAuth client to a server. */
export function makeConnection(url: string, given: Partial<Connection> = {}): Connection {
  return {
    id: 1,
    name: "Example",
    provider: "google",
    signIn: { kind: "oauthClient", oauthClientId: "123-abc.apps.googleusercontent.com", hasSecret: true, account: "admin@example.com" },
    endpoints: endpointsAt(url),
    pace: defaultPace,
    state: "connected",
    pausedBecause: null,
    ...given,
  };
}

/** Secrets of a connection that somebody connected. */
export const oauthSecrets: GoogleSecrets = {
  kind: "oauthClient",
  oauthClientSecret: "GOCSPX-very-secret",
  refreshToken: "1//refresh-secret",
};

/** A good answer of the token endpoint. */
export function tokenReply(token: string, lifetime = 3599): Reply {
  return { json: { access_token: token, expires_in: lifetime, token_type: "Bearer", scope: "openid" } };
}

/** An error of a Google API, as Google writes it. */
export function googleError(
  status: number,
  reason: string,
  given: { message?: string; headers?: Record<string, string>; more?: object } = {},
): Reply {
  const message = given.message ?? reason;
  const json = { error: { code: status, message, errors: [{ message, domain: "global", reason }], ...given.more } };
  return { status, json, ...(given.headers === undefined ? {} : { headers: given.headers }) };
}

/** A page of accounts `from` … `from + count - 1`. */
export function usersPage(from: number, count: number, next: string | null): Reply {
  const users = Array.from({ length: count }, (_, index) => ({
    id: String(1000 + from + index),
    primaryEmail: `u${from + index}@example.com`,
    name: { fullName: `User ${from + index}` },
    orgUnitPath: "/",
  }));
  return { json: { kind: "admin#directory#users", users, ...(next === null ? {} : { nextPageToken: next }) } };
}
