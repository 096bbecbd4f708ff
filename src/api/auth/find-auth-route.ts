/** An address of the OAuth server, as it knows it. */
export interface AuthRoute {
  readonly name: "token" | "authorize" | "resume" | "discovery" | "jwks" | "revoke";
  readonly path: string;
}

/**
 * Which address of the OAuth server a path is; null for every other. Clients write it in any case, with a slash at its end, or with
 * `/token` added to what ends in `/token` already.
 */
export function findAuthRoute(path: string): AuthRoute | null {
  const plain = path.toLowerCase().replace(/\/+$/, "");
  if (plain === "/auth/token" || plain === "/auth/token/token") return { name: "token", path: "/token" };
  if (plain === "/auth/authorize") return { name: "authorize", path: "/authorize" };
  if (plain === "/auth/jwks") return { name: "jwks", path: "/jwks" };
  if (plain === "/auth/revoke") return { name: "revoke", path: "/revoke" };
  if (plain === "/auth/.well-known/openid-configuration") return { name: "discovery", path: "/.well-known/openid-configuration" };
  // What stands behind it was made by us, and its case means something.
  const resumed = /^\/auth\/authorize\/([\w-]+)$/i.exec(path)?.[1];
  return resumed === undefined ? null : { name: "resume", path: `/authorize/${resumed}` };
}
