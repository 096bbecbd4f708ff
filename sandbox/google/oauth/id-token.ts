import { createHash } from "node:crypto";
import type { Directory, Person } from "../state/directory.ts";
import type { Grant } from "../state/tokens.ts";
import { findDirectory, type World } from "../state/world.ts";
import { fullName } from "../wire/people.ts";
import { signJwt, unsignedJwt } from "./jwt.ts";

/**
 * The id token of a sign-in, signed with RS256. Its times are real ones, since whoever verifies it knows no other clock.
 * Source: https://developers.google.com/identity/openid-connect/openid-connect
 */
export function idToken(world: World, grant: Grant, bound: { nonce: string | undefined; accessToken: string }): string {
  const directory = findDirectory(world, grant.customerId);
  const person = directory?.findPerson(grant.accountId);
  if (directory === undefined || person === undefined) return "";
  const seconds = Math.floor(Date.now() / 1000);
  const claims: Record<string, unknown> = {
    iss: world.issuer,
    azp: grant.clientId,
    aud: grant.clientId,
    ...profileOf(grant, person, directory),
    at_hash: createHash("sha256").update(bound.accessToken).digest().subarray(0, 16).toString("base64url"),
    ...(bound.nonce !== undefined && { nonce: bound.nonce }),
    iat: seconds,
    exp: seconds + 3600,
    ...world.idTokenTweak.claims,
  };
  const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
  if (world.idTokenTweak.signedWith === "none") return unsignedJwt(kept);
  return signJwt(kept, world.idTokenTweak.signedWith === "unknownKey" ? world.keys.unpublished() : world.keys.signing());
}

/** What a token's scopes let an app know about the person who signed in. */
export function profileOf(grant: Grant, person: Person, directory: Directory): Record<string, unknown> {
  const mayKnow = (name: string) => grant.scopes.some((scope) => scope.endsWith(`userinfo.${name}`));
  return {
    sub: person.id,
    hd: directory.organisation.domain,
    ...(mayKnow("email") && { email: person.email, email_verified: true }),
    ...(mayKnow("profile") && { name: fullName(person), given_name: person.givenName, family_name: person.familyName }),
  };
}
