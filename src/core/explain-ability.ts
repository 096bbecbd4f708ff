import type { Ability } from "../model/directory.ts";

const words: Readonly<Record<Ability["ability"], string>> = {
  account: "account",
  users: "users",
  groups: "groups",
  orgUnits: "org units",
  schemas: "custom attributes",
};

/** What an ability allows to read, in a word. */
export function explainAbility(ability: Ability["ability"]): string {
  return words[ability];
}
