import type { Entity } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";
import type { Person } from "../model/person.ts";
import type { WhyMatch, WhyMatchingField } from "../model/why.ts";
import { explainQuestion } from "./explain-because.ts";
import { explainMatchingField, explainValue } from "./explain-field.ts";
import { explainMatch, explainRecord } from "./explain-match.ts";
import type { Names } from "./explain-names.ts";
import { type FoundCandidate, listMatchKeys, type Match, matchPerson } from "./match-person.ts";
import type { EntityFacts, PlanContext } from "./plan-person.ts";

/** Which desk record somebody is, each matching field tried with its values, and every candidate considered. */
export function explainMatching(person: Person, entity: Entity, known: EntityFacts, plan: PlanContext, names: Names): WhyMatch {
  const match = matchPerson(known, plan);
  const isSettledById = known.link !== null;
  const candidates = [...new Map(known.candidates.map((candidate) => [candidate.record.id, candidate])).values()];
  return {
    recordId: match.kind === "record" ? match.record.id : null,
    says: explainHow(match, entity, names),
    tried: isSettledById ? [] : [...explainTried(person, entity, known, plan, names)],
    candidates: isSettledById
      ? []
      : candidates.map((candidate) => ({ recordId: candidate.record.id, says: explainCandidate(candidate, entity, plan) })),
  };
}

function explainHow(match: Match, entity: Entity, names: Names): string {
  switch (match.kind) {
    case "record":
      return `Yes: ${explainRecord(entity, match.record.id)} ${explainValue(match.record.values.name)}, ${explainMatch(match.reason, names)}.`;
    case "nobody":
      if (match.isAddressReused) return `No: whoever else is found here is another ${names.directory} account already, and the id decides.`;
      return match.reason.kind === "newPerson"
        ? `No: ${explainMatch(match.reason, names)}.`
        : "No: nobody on the desk is found by id or by a matching field.";
    case "question": {
      const ids = match.candidates.map((candidate) => candidate.record.id).sort((a, b) => a - b);
      return `Not decided: ${explainQuestion(match.reason, ids)}.`;
    }
    case "ignored":
      return `Not asked: the account is ignored, as ${match.by === "" ? "somebody" : match.by} decided.`;
    default:
      return unreachable(match);
  }
}

function explainTried(person: Person, entity: Entity, known: EntityFacts, plan: PlanContext, names: Names): readonly WhyMatchingField[] {
  const { users, agents } = plan.compiled.settings.matching;
  const keys = listMatchKeys(person, entity, plan.compiled);
  return (entity === "user" ? users : agents).map((by, index) => {
    const position = index + 1;
    const values = keys.find((key) => key.position === position)?.values ?? [];
    const found = known.candidates.filter((candidate) => candidate.position === position);
    const foundIds = [...new Set(found.map((candidate) => candidate.record.id))].sort((a, b) => a - b);
    const answer = foundIds.length === 0 ? "nobody" : foundIds.map((id) => explainRecord(entity, id)).join(", ");
    const says = values.length === 0 ? `has no value in ${names.directory}` : `${values.join(", ")}: ${answer}`;
    return { position, by: explainMatchingField(by, names), values: [...values], foundIds, says };
  });
}

function explainCandidate({ record, ownedBy }: FoundCandidate, entity: Entity, plan: PlanContext): string {
  const owner = ownedBy === plan.connectionId ? "linked to another account" : `owned by connection ${ownedBy}`;
  const traits = [
    explainValue(record.values.email),
    record.isActive ? "active" : "inactive",
    ...(record.isAdministrator ? ["has administrator rights"] : []),
    ...(ownedBy === null ? [] : [owner]),
  ];
  return `${explainRecord(entity, record.id)} ${explainValue(record.values.name)}: ${traits.join(", ")}`;
}
