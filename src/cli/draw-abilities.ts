import type { Ability } from "../model/directory.ts";

const words: Readonly<Record<Ability["ability"], string>> = {
  account: "account",
  users: "users",
  groups: "groups",
  orgUnits: "org units",
  schemas: "custom attributes",
};

/** What a connection may read: ✓ or ✗ with the cure, a line each. */
export function drawAbilities(abilities: readonly Ability[]): readonly string[] {
  return abilities.map(({ ability, isGranted, says }) => ` ${isGranted ? "✓" : "✗"} ${words[ability].padEnd(18)} ${says}`);
}
