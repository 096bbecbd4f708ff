import type { AccountRow } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import type { Tone } from "../../ui/state-badge.tsx";

/** How an account stands in the directory, in the directory's own words. */
export const standingWords: Readonly<Record<AccountRow["standing"], { readonly says: string; readonly tone: Tone }>> = {
  active: { says: "active", tone: "good" },
  suspended: { says: "suspended", tone: "neutral" },
  archived: { says: "archived", tone: "neutral" },
  absent: { says: "not found in the last reading", tone: "bad" },
  broken: { says: "can’t be read", tone: "bad" },
};

export const deskWords = {
  active: "active on the desk",
  any: "on the desk",
  none: "not on the desk",
} as const;

const ends = [
  { value: "placed", label: "Placed by a rule" },
  { value: "user", label: "Placed as a user" },
  { value: "agent", label: "Placed as an agent" },
  { value: "leftOut", label: "Left out by a rule" },
  { value: "unmapped", label: "Claimed by no rule" },
  { value: "notCreated", label: "Not created, whatever a rule says" },
];

/** Where accounts may end up, to choose from: the rules in their order, and what is the same for several. */
export function listDestinations(mappings: readonly Mapping[]): { value: string; label: string }[] {
  const rules = mappings
    .toSorted((a, b) => a.sequence - b.sequence)
    .map(({ id, sequence, name }) => ({ value: String(id), label: `Rule ${sequence}: ${name}` }));
  return [...rules, ...ends];
}
