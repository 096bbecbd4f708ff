import type { Entity } from "../model/desk.ts";
import type { Mapping } from "../model/settings.ts";
import type { CompiledMapping } from "./compile-settings.ts";
import type { Subject } from "./judge-condition.ts";

/** Where a person goes in one import: to a mapping's destination, out on purpose, or nowhere. */
export type Placement =
  | { readonly kind: "placed"; readonly mapping: Mapping }
  | { readonly kind: "leftOut"; readonly mapping: Mapping }
  | { readonly kind: "unmapped" };

/**
 * The first mapping that reaches the person wins, separately for users and for agents; *leave out* counts in both.
 * Mappings are tried in order of sequence.
 */
export function placePerson(subject: Subject, entity: Entity, mappings: readonly CompiledMapping[]): Placement {
  for (const { mapping, fits } of mappings) {
    if (!concerns(mapping, entity) || !fits(subject)) continue;
    return mapping.destination.kind === "leaveOut" ? { kind: "leftOut", mapping } : { kind: "placed", mapping };
  }
  return { kind: "unmapped" };
}

/** Whether a mapping speaks of this import. */
export function concerns(mapping: Mapping, entity: Entity): boolean {
  if (mapping.destination.kind === "leaveOut") return true;
  return (mapping.destination.kind === "agent") === (entity === "agent");
}
