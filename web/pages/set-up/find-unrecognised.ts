import type { MatchingSide, MatchingView } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";

/** One kind of desk records that an import would be about. */
export interface Concerned {
  readonly what: "users" | "agents";
  readonly side: MatchingSide;
}

/** The kinds of records that these rules import; of the other kind nobody needs to be recognised. */
export function listConcerned(matching: MatchingView, mappings: readonly Mapping[]): readonly Concerned[] {
  const goesTo = (kind: Mapping["destination"]["kind"]) => mappings.some(({ destination }) => destination.kind === kind);
  return [
    ...(goesTo("site") ? [{ what: "users", side: matching.users } as const] : []),
    ...(goesTo("agent") ? [{ what: "agents", side: matching.agents } as const] : []),
  ];
}

/** Records wait to be recognised, and nothing says how. */
export function isUnrecognised({ side }: Concerned): boolean {
  return side.unlinked > 0 && side.fields.length === 0;
}
