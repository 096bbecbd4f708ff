import { unreachable } from "../../model/errors.ts";

/** What is read from a Google directory. `account` is who is signed in. */
export type Reading = "account" | "users" | "groups" | "orgUnits" | "schemas";

/** Everything that a connection may read, in the order in which it is checked and shown. */
export const readings: readonly Reading[] = ["account", "users", "groups", "orgUnits", "schemas"];

const prefix = "https://www.googleapis.com/auth/admin.directory.";

/** The least scope that allows a reading (developers.google.com/workspace/admin/directory/v1/guides/authorizing). Groups include members. */
export function scopeOf(reading: Reading): string {
  switch (reading) {
    case "account":
      return "email";
    case "users":
      return `${prefix}user.readonly`;
    case "groups":
      return `${prefix}group.readonly`;
    case "orgUnits":
      return `${prefix}orgunit.readonly`;
    case "schemas":
      return `${prefix}userschema.readonly`;
    default:
      return unreachable(reading);
  }
}

/** Scopes to ask for when an administrator connects: who they are, and what is switched on. Users are always read. */
export function listConsentScopes(on: readonly Reading[]): readonly string[] {
  return ["openid", "email", ...listDirectoryScopes(on)];
}

/** Scopes to enter for domain-wide delegation: no sign-in of a person, so the directory's scopes only. */
export function listDirectoryScopes(on: readonly Reading[]): readonly string[] {
  return readings.filter((reading) => reading !== "account" && (reading === "users" || on.includes(reading))).map(scopeOf);
}

/** Scopes that were asked for and not granted: people may untick single ones. A broader scope counts as granted with its read-only part. */
export function findMissingScopes(asked: readonly string[], granted: readonly string[]): readonly string[] {
  const held = new Set(granted);
  return asked.filter((scope) => !grants(held, scope));
}

function grants(held: ReadonlySet<string>, scope: string): boolean {
  if (held.has(scope)) return true;
  if (scope === "email" || scope === "profile") return held.has(`https://www.googleapis.com/auth/userinfo.${scope}`);
  return scope.endsWith(".readonly") && held.has(scope.slice(0, -".readonly".length));
}
