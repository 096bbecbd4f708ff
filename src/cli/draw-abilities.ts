import { explainAbility } from "../core/explain-ability.ts";
import type { Ability } from "../model/directory.ts";

/** What a connection may read: ✓ or ✗ with the cure, a line each. */
export function drawAbilities(abilities: readonly Ability[]): readonly string[] {
  return abilities.map(({ ability, isGranted, says }) => ` ${isGranted ? "✓" : "✗"} ${explainAbility(ability).padEnd(18)} ${says}`);
}
