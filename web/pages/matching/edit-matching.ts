import type { ConnectionSettings, MatchingField } from "../../../src/model/settings.ts";

export type MatchingSideName = "users" | "agents";

/** A text that tells matching fields apart. */
export function matchingKey(by: MatchingField): string {
  return by.kind === "field" ? `field ${by.field}` : by.kind;
}

/** Replaces one side's list, and no other setting. */
export function changeMatching(
  side: MatchingSideName,
  change: (fields: readonly MatchingField[]) => readonly MatchingField[],
): (settings: ConnectionSettings) => ConnectionSettings {
  return (settings) => ({ ...settings, matching: { ...settings.matching, [side]: [...change(settings.matching[side])] } });
}

/** A list with one of its fields at another place. */
export function moveField(fields: readonly MatchingField[], from: number, to: number): readonly MatchingField[] {
  const moved = fields[from];
  if (moved === undefined || to < 0 || to >= fields.length) return fields;
  const rest = fields.filter((_, index) => index !== from);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}
