import type { Change, Warning } from "../model/change.ts";
import type { Entity } from "../model/desk.ts";
import type { Person } from "../model/person.ts";
import type { WhyGrant, WhyImport } from "../model/why.ts";
import { explainWarning } from "./explain-because.ts";
import type { PathOf } from "./explain-condition.ts";
import { explainFields } from "./explain-fields.ts";
import { explainGrant, explainGrantSource } from "./explain-grant.ts";
import { explainGuards, type OpenPlan } from "./explain-guards.ts";
import { explainIfFirst, explainMappings } from "./explain-mappings.ts";
import { explainMatching } from "./explain-matching.ts";
import type { Names } from "./explain-names.ts";
import { explainAbsence } from "./explain-reading.ts";
import { explainOutcome, explainSentence, explainUnchanged, explainUnplanned } from "./explain-sentence.ts";
import { isEffect } from "./guard.ts";
import { type Match, matchPerson } from "./match-person.ts";
import { placePerson } from "./place-person.ts";
import { type EntityFacts, type PersonFacts, type PlanContext, planPerson } from "./plan-person.ts";

export interface ImportToExplain {
  readonly facts: PersonFacts;
  readonly person: Person;
  readonly entity: Entity;
  readonly plan: PlanContext;
  /** The line of this import; null where nothing changes. */
  readonly planned: Change | null;
  readonly pathOf: PathOf;
  readonly userNames: ReadonlyMap<number, string>;
  readonly openPlan: OpenPlan | null;
  /** Whether any reading went far enough to plan by. */
  readonly isRead: boolean;
  readonly completeAt: Date | null;
  /** The sequence of the mapping to try before all others. */
  readonly ifFirst: number | null;
}

/** Everything that *why* says about one import of one person: the sentence, the match, the mappings, the fields, the roles, the guards. */
export function explainImport(input: ImportToExplain, names: Names): WhyImport {
  const { facts, person, entity, plan, planned, ifFirst } = input;
  const known = knownOf(facts, entity);
  const subject = { person, groups: facts.groups };
  const { mappings } = plan.compiled;
  const isAbsent = facts.absence !== null;
  const would = planFreely(facts, entity, plan);
  const match = matchPerson(known, plan);
  const record = match.kind === "record" ? match.record : null;
  return {
    entity,
    ...explainVerdictOf(input, names),
    match: explainMatching(person, entity, known, plan, names),
    mappings: isAbsent ? [] : [...explainMappings(subject, entity, mappings, names, input.pathOf)],
    fields: isAbsent ? [] : [...explainFieldsOf(input, would, names)],
    grants: [...explainGrants(input, would, names)],
    guards: [...explainGuards({ record, known, planned, would, plan, openPlan: input.openPlan }, names)],
    alsoHappens: [...explainSideEffects(input, would, names)],
    warnings: listWarnings(facts, planned, match).map((warning) => explainWarning(warning, names)),
    ifFirst: ifFirst === null || isAbsent ? null : explainIfFirst(subject, entity, mappings, ifFirst, names),
  };
}

/** The line's own warnings; somebody whom a person made inactive is told of even where there is no line. */
function listWarnings(facts: PersonFacts, planned: Change | null, match: Match): readonly Warning[] {
  if (planned !== null) return planned.warnings;
  const isByHand = match.kind === "record" && !match.record.isActive && match.state?.deactivatedBecause === null;
  return isByHand && facts.absence === null ? ["inactiveByHand"] : [];
}

/** Whether an import is the person's: reached by one of its mappings, or linked. */
export function isImportOf(facts: PersonFacts, person: Person, entity: Entity, plan: PlanContext): boolean {
  if (knownOf(facts, entity).link !== null) return true;
  return facts.absence === null && placePerson({ person, groups: facts.groups }, entity, plan.compiled.mappings).kind === "placed";
}

function knownOf(facts: PersonFacts, entity: Entity): EntityFacts {
  return facts.entities[entity] ?? { link: null, answer: null, candidates: [], heldBecause: null, isPresentElsewhere: false };
}

function explainVerdictOf(input: ImportToExplain, names: Names): Pick<WhyImport, "outcome" | "sentence"> {
  const { facts, person, entity, plan, planned } = input;
  const name = person.name || person.email;
  if (facts.absence !== null && (planned === null || planned.kind === "notFound")) {
    return { outcome: "notFound", sentence: explainAbsence(name, { at: input.completeAt, proof: facts.absence.proof }, names) };
  }
  if (!input.isRead) return { outcome: "readingIncomplete", sentence: explainUnplanned(name, names) };
  if (planned !== null) return { outcome: explainOutcome(planned), sentence: explainSentence(planned, names) };
  const placement = placePerson({ person, groups: facts.groups }, entity, plan.compiled.mappings);
  return { outcome: "unchanged", sentence: explainUnchanged(name, placement.kind === "placed" ? placement.mapping : null, names) };
}

/** The line as it would be if nothing held the person back and the record were not protected. */
function planFreely(facts: PersonFacts, entity: Entity, plan: PlanContext): Change | null {
  const free = liftGuards(knownOf(facts, entity));
  const changes = planPerson({ ...facts, entities: { ...facts.entities, [entity]: free } }, plan);
  return changes.find((change) => change.entity === entity) ?? null;
}

function liftGuards(known: EntityFacts): EntityFacts {
  const lift = <T extends { readonly isProtected: boolean }>(record: T): T => ({ ...record, isProtected: false });
  return {
    ...known,
    heldBecause: null,
    link: known.link === null ? null : { ...known.link, record: lift(known.link.record) },
    answer: known.answer === null ? null : { ...known.answer, record: known.answer.record === null ? null : lift(known.answer.record) },
    candidates: known.candidates.map((candidate) => ({ ...candidate, record: lift(candidate.record) })),
  };
}

/** Fields are compared only with a record that is settled, or for one that will be created. */
function explainFieldsOf(input: ImportToExplain, would: Change | null, names: Names): WhyImport["fields"] {
  const { facts, person, entity, plan } = input;
  const placement = placePerson({ person, groups: facts.groups }, entity, plan.compiled.mappings);
  const match = matchPerson(knownOf(facts, entity), plan);
  if (placement.kind !== "placed" || match.kind === "question" || match.kind === "ignored") return [];
  if (match.kind === "nobody" && would?.kind !== "create") return [];
  const record = match.kind === "record" ? match.record : null;
  const given = match.kind === "record" ? (match.state?.given ?? {}) : {};
  const { manager } = facts;
  return [
    ...explainFields(
      { person, manager, record, given, change: would, mapping: placement.mapping, compiled: plan.compiled, userNames: input.userNames },
      names,
    ),
  ];
}

function explainGrants({ facts, person, entity, plan }: ImportToExplain, would: Change | null, names: Names): readonly WhyGrant[] {
  const match = matchPerson(knownOf(facts, entity), plan);
  const placement = placePerson({ person, groups: facts.groups }, entity, plan.compiled.mappings);
  const placedBy = placement.kind === "placed" ? placement.mapping : null;
  const losses = would?.losses ?? [];
  const isLost = (grant: object) => losses.some((loss) => JSON.stringify(loss) === JSON.stringify(grant));
  const kept = (match.kind === "record" ? match.record.grants : []).filter((grant) => !isLost(grant));
  const say = (outcome: WhyGrant["outcome"]) => (grant: (typeof kept)[number]) => ({
    what: explainGrant(grant, names),
    from: explainGrantSource(grant, names, placedBy, outcome === "loses" ? undefined : facts.groups),
    outcome,
  });
  return [...(would?.gains ?? []).map(say("gains")), ...losses.map(say("loses")), ...kept.map(say("keeps"))];
}

function explainSideEffects({ facts, entity, plan, planned }: ImportToExplain, would: Change | null, names: Names): readonly string[] {
  const { manager } = facts;
  const waits = entity === "user" && would?.manager && manager?.recordId === null && manager.externalId !== null;
  return [
    ...(planned === null || !isEffect(planned) ? ["nothing is written"] : ["no ticket, no mail"]),
    ...(waits === true ? [`the manager ${manager.name} follows when imported`] : []),
    ...(facts.absence === null ? [] : explainAbsenceRules(facts, entity, plan, names)),
    `nothing is sent to ${names.directory}`,
  ];
}

/** What a schedule would do about somebody who is missing; a manual import never deactivates for that. */
function explainAbsenceRules(facts: PersonFacts, entity: Entity, plan: PlanContext, names: Names): readonly string[] {
  const known = knownOf(facts, entity);
  if (known.link === null) return ["the desk has no record linked to this account"];
  if (!known.link.record.isActive) return ["the desk record is inactive already"];
  const scheduled = planPerson(facts, { ...plan, isScheduled: true }).find((change) => change.entity === entity) ?? null;
  const { users, agents } = plan.compiled.settings.deactivatesMissing;
  const isSwitchedOn = entity === "user" ? users : agents;
  const schedule =
    scheduled?.kind === "deactivate"
      ? "a scheduled import would deactivate the desk record"
      : `a scheduled import would leave it alone, too: ${explainSparing(known, isSwitchedOn, entity, names)}`;
  return ["a manual import never deactivates for absence", schedule];
}

function explainSparing(known: EntityFacts, isSwitchedOn: boolean, entity: Entity, { directory }: Names): string {
  if (!isSwitchedOn) return `deactivating ${entity}s not found in ${directory} is off`;
  if (known.heldBecause !== null) return "the person is held";
  if (known.link?.record.isProtected === true) return "the record is never touched";
  return known.isPresentElsewhere ? "another connection still shows this person" : "until a direct look-up finds no such account";
}
