import type { Mapping } from "../model/settings.ts";
import { concerns } from "./place-person.ts";

/** Where both imports together send an account: placed by one mapping or by one of each import, left out on purpose, or reached by none. */
export type AccountPlacement =
  | { readonly kind: "placed"; readonly mappings: readonly Mapping[] }
  | { readonly kind: "leftOut"; readonly mapping: Mapping }
  | { readonly kind: "unmapped" };

/**
 * Where an account ends up: where its mappings send it, or, whatever they say, nowhere: `notCreated` is shut out by the directory and
 * unknown to the desk, `broken` can't be read as a person.
 */
export type AccountEnd =
  | AccountPlacement
  | { readonly kind: "notCreated"; readonly mappings: readonly Mapping[] }
  | { readonly kind: "broken" };

/**
 * Places an account by whom the mappings fit. `mappings` stand in order of sequence and `fits` beside them. For each import it says what
 * `placePerson` says; somebody whom one import takes is placed, whatever the other leaves out.
 */
export function placeAccount(mappings: readonly Mapping[], fits: readonly boolean[]): AccountPlacement {
  const reached = (["user", "agent"] as const).flatMap((entity) => {
    const index = mappings.findIndex((mapping, at) => fits[at] === true && concerns(mapping, entity));
    return mappings[index] ?? [];
  });
  const placed = reached.filter((mapping) => mapping.destination.kind !== "leaveOut");
  if (placed.length > 0) return { kind: "placed", mappings: placed };
  const first = reached[0];
  return first === undefined ? { kind: "unmapped" } : { kind: "leftOut", mapping: first };
}
