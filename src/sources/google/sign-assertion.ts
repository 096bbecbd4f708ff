import { importPKCS8, SignJWT } from "jose";
import { googleEndpoints } from "../../model/connection.ts";
import { DirectoryRefused } from "../../model/errors.ts";
import type { ServiceAccountKey } from "./parse-service-account-key.ts";

const lifetimeSeconds = 3600;

/**
 * A service account's signed request to act as `subject` (RFC 7523; developers.google.com/identity/protocols/oauth2/service-account). The
 * audience is always Google's own token address where Google is asked, whatever the key file says.
 */
export async function signAssertion(given: {
  readonly key: Pick<ServiceAccountKey, "clientEmail" | "privateKey" | "privateKeyId">;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly tokenEndpoint: string;
  readonly now: number;
}): Promise<string> {
  const issuedAt = Math.floor(given.now / 1000);
  const { clientEmail, privateKeyId } = given.key;
  return new SignJWT({ scope: given.scopes.join(" ") })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", ...(privateKeyId === null ? {} : { kid: privateKeyId }) })
    .setIssuer(clientEmail)
    .setSubject(given.subject)
    .setAudience(audienceOf(given.tokenEndpoint))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(await importKey(given.key.privateKey));
}

function audienceOf(tokenEndpoint: string): string {
  return new URL(tokenEndpoint).hostname.endsWith(".googleapis.com") ? googleEndpoints.token : tokenEndpoint;
}

/** The library's own message could quote the key, so it is not passed on. */
async function importKey(pem: string): ReturnType<typeof importPKCS8> {
  try {
    return await importPKCS8(pem, "RS256");
  } catch {
    throw new DirectoryRefused(
      "configuration",
      "The service account's key cannot be read: enter its JSON file again, as it was downloaded.",
      "key",
    );
  }
}
