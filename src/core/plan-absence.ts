import type { Because, Change } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { Person } from "../model/person.ts";
import { note } from "./note.ts";
import type { EntityFacts, PersonFacts, PlanContext } from "./plan-person.ts";

/**
 * Plans somebody whom the last complete reading did not have (G15). Made inactive only by a scheduled run whose switch is on, with a
 * direct look-up that found nobody, and when no connection that shares its people still shows them. Otherwise listed and left alone.
 */
export function planAbsence(facts: PersonFacts, person: Person, entity: Entity, known: EntityFacts, context: PlanContext): Change | null {
  const { link } = known;
  if (link === null || facts.absence === null || !link.record.isActive) return null;
  const { record, state } = link;
  const missing: Because = { kind: "missing", readingId: facts.absence.readingId, lookedUp: facts.absence.proof };
  const about = {
    entity,
    externalId: person.id,
    recordId: record.id,
    name: person.name || person.email,
    email: person.email,
    mappingId: null,
  };
  if (known.heldBecause !== null)
    return note({ ...about, kind: "leftOut", because: [missing, { kind: "leftOut", reason: "held", detail: known.heldBecause }] });
  if (record.isProtected)
    return note({ ...about, kind: "leftOut", because: [missing, { kind: "leftOut", reason: "protected", detail: null }] });
  const { deactivatesMissing } = context.compiled.settings;
  const isSwitchedOn = entity === "user" ? deactivatesMissing.users : deactivatesMissing.agents;
  if (!context.isScheduled || !isSwitchedOn || facts.absence.proof === null || known.isPresentElsewhere) {
    return note({ ...about, kind: "notFound", because: [missing] });
  }
  return {
    ...note({ ...about, kind: "notFound", because: [missing] }),
    kind: "deactivate",
    expectsVersion: record.version,
    match: { kind: "byId", sinceRunId: state.sinceRunId },
    active: { before: true, after: false },
    link: { before: state, after: { ...state, deactivatedBecause: "missing" } },
  };
}
