import { type GoogleEndpoints, googleEndpoints } from "../../model/connection.ts";
import { type Fault, Invalid } from "../../model/errors.ts";

const names: readonly (keyof GoogleEndpoints)[] = [
  "accounts",
  "token",
  "revoke",
  "userinfo",
  "jwks",
  "admin",
  "reseller",
  "licensing",
  "cloudIdentity",
  "issuer",
];

/**
 * Google's addresses with the given ones in their place. Throws `Invalid` with every fault found: tokens travel to these addresses, so
 * they are https, or http on this very computer.
 */
export function parseEndpoints(override: Partial<Record<keyof GoogleEndpoints, string>>): GoogleEndpoints {
  const faults: Fault[] = [];
  const endpoints = { ...googleEndpoints };
  for (const name of names) {
    const given = override[name];
    if (given === undefined) continue;
    const says = findEndpointFault(given);
    if (says === null) endpoints[name] = given.replace(/\/+$/, "");
    else faults.push({ at: `endpoints.${name}`, says });
  }
  if (faults.length > 0) throw new Invalid(faults);
  return endpoints;
}

/** Why a token must not be sent to this address; null when it may. */
export function findEndpointFault(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null) return `"${address}" is not a web address: write it whole, as https://admin.googleapis.com.`;
  if (url.username !== "" || url.password !== "") return "An address holds no user name or password: take out what stands before the @.";
  if (url.search !== "" || url.hash !== "") return `"${address}" has a ? or # part: leave it out.`;
  if (url.protocol === "https:") return null;
  if (url.protocol === "http:" && isLoopback(url.hostname)) return null;
  if (url.protocol === "http:")
    return `${url.host} would get passwords over plain http: use https; http is only for 127.0.0.1, [::1] and localhost.`;
  return `"${address}" is not a web address: use https.`;
}

/** True for this very computer: localhost, 127.0.0.0/8, ::1 (RFC 6761, 6.3; RFC 1122, 3.2.1.3). */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
