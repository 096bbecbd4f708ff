import { type Reading, readings, scopeOf } from "../../sources/google/scopes.ts";

const lost: Readonly<Record<Reading, string>> = {
  account: "who is signed in",
  users: "users: without them nothing can be imported",
  groups: "groups and their members: mappings and roles by group don't work",
  orgUnits: "the list of org units: they can't be chosen by name",
  schemas: "custom attributes: they can't be listed",
};

const gained: Readonly<Record<Reading, string>> = {
  account: "To show as whom you connected",
  users: "To read accounts: without them nothing can be imported",
  groups: "To read groups and their members, for rules and roles by group",
  orgUnits: "To list org units, so that you can choose them by name",
  schemas: "To list custom attributes, so that rules and fields can use them",
};

function readingOf(scope: string): Reading | undefined {
  return readings.find((reading) => scopeOf(reading) === scope);
}

/** What can't be read without a scope, with its name. */
export function explainScope(scope: string): string {
  const reading = readingOf(scope);
  return reading === undefined ? scope : `${lost[reading]} (${scope})`;
}

/** What a scope is asked for. */
export function explainWhyAsked(scope: string): string {
  const reading = readingOf(scope);
  if (reading !== undefined) return gained[reading];
  return scope === "openid" ? "To sign in" : "";
}
