import type { MatchReason, QuestionReason } from "../model/change.ts";
import type { DeskRecord, Entity, LinkState } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Person } from "../model/person.ts";
import type { Answer } from "../model/question.ts";
import type { MatchingField } from "../model/settings.ts";
import type { CompiledSettings } from "./compile-settings.ts";

/** A desk record that a matching field found. */
export interface FoundCandidate {
  readonly by: MatchingField;
  /** Which matching field found it, counted from 1. */
  readonly position: number;
  readonly value: string;
  readonly record: DeskRecord;
  /** The connection that owns the record, if any. */
  readonly ownedBy: number | null;
}

/** What is known about one person in one import, before anything is decided. */
export interface MatchFacts {
  readonly link: { readonly state: LinkState; readonly record: DeskRecord } | null;
  /** What somebody decided; `record` is null where the record chosen is gone or has become another account's. */
  readonly answer: { readonly answer: Answer; readonly by: string; readonly record: DeskRecord | null } | null;
  readonly candidates: readonly FoundCandidate[];
}

export type Match =
  | { readonly kind: "record"; readonly record: DeskRecord; readonly state: LinkState | null; readonly reason: MatchReason }
  | { readonly kind: "nobody"; readonly reason: MatchReason; readonly isAddressReused: boolean }
  | { readonly kind: "question"; readonly reason: QuestionReason; readonly candidates: readonly FoundCandidate[] }
  | { readonly kind: "ignored"; readonly by: string };

/** Whose records are whose, for one planning. */
export interface MatchContext {
  readonly connectionId: number;
  /** Connections that show the same people as this one, by either side's declaration. */
  readonly sharesPeopleWith: readonly number[];
  /** Desk records that two accounts of this plan would both be recognised as, by {@link claimKey}. */
  readonly contested: ReadonlySet<string>;
}

/**
 * Finds which desk record a person is. The directory id wins over everything; then what somebody decided; then the matching fields in
 * their order, among records that this connection does not own already. More than one candidate, one with administrator rights, or one
 * that another connection owns is a question for a person, never a guess.
 */
export function matchPerson(facts: MatchFacts, context: MatchContext): Match {
  if (facts.link !== null) {
    const { record, state } = facts.link;
    return { kind: "record", record, state, reason: { kind: "byId", sinceRunId: state.sinceRunId } };
  }
  const answered = matchByAnswer(facts);
  if (answered !== null) return answered;
  const free = facts.candidates.filter((candidate) => candidate.ownedBy !== context.connectionId);
  const first = free[0];
  if (first === undefined) return { kind: "nobody", reason: { kind: "none" }, isAddressReused: facts.candidates.length > 0 };
  const atPosition = free.filter((candidate) => candidate.position === first.position);
  const distinct = [...new Map(atPosition.map((candidate) => [candidate.record.id, candidate])).values()];
  const doubt = distinct.length > 1 ? "severalCandidates" : doubtAbout(first, context);
  if (doubt !== null) return { kind: "question", reason: doubt, candidates: distinct };
  return { kind: "record", record: first.record, state: null, reason: reasonOf(first) };
}

function matchByAnswer({ answer }: MatchFacts): Match | null {
  if (answer === null) return null;
  switch (answer.answer.kind) {
    case "ignore":
      return { kind: "ignored", by: answer.by };
    case "newPerson":
      return { kind: "nobody", reason: { kind: "newPerson", isAnswered: true }, isAddressReused: false };
    case "same":
      if (answer.record === null) return null;
      return { kind: "record", record: answer.record, state: null, reason: { kind: "byAnswer", answeredBy: answer.by } };
  }
}

/** Names a desk record among users and agents. */
export function claimKey(record: { readonly entity: Entity; readonly id: number }): string {
  return `${record.entity} ${record.id}`;
}

function doubtAbout(candidate: FoundCandidate, context: MatchContext): QuestionReason | null {
  if (context.contested.has(claimKey(candidate.record))) return "claimedTwice";
  if (candidate.ownedBy !== null && !context.sharesPeopleWith.includes(candidate.ownedBy)) return "ownedByOtherConnection";
  return candidate.record.isAdministrator ? "privileged" : null;
}

function reasonOf(candidate: FoundCandidate): MatchReason {
  return { kind: "byField", by: candidate.by, position: candidate.position, value: candidate.value };
}

/** What to look for on the desk, one entry per matching field with a value. */
export interface MatchKeys {
  readonly position: number;
  /** The desk field to compare. */
  readonly field: string;
  readonly values: readonly string[];
}

/** The values by which an unlinked person may be recognised, folded for comparison, in the order of the matching fields. */
export function listMatchKeys(person: Person, entity: Entity, compiled: CompiledSettings): readonly MatchKeys[] {
  const fields = entity === "user" ? compiled.settings.matching.users : compiled.settings.matching.agents;
  return fields
    .map((by, index) => ({ position: index + 1, field: deskFieldOf(by), values: valuesFor(by, person, entity, compiled).map(foldText) }))
    .filter((keys) => keys.values.length > 0);
}

/** The desk field that a matching field compares. */
export function deskFieldOf(by: MatchingField): string {
  if (by.kind === "alias") return "email";
  return by.kind === "field" ? by.field : by.kind;
}

function valuesFor(by: MatchingField, person: Person, entity: Entity, compiled: CompiledSettings): readonly string[] {
  switch (by.kind) {
    case "email":
      return person.email === "" ? [] : [person.email];
    case "alias":
      return person.aliases;
    case "name":
      return person.name === "" ? [] : [person.name];
    case "field":
      return compiled.fields[entity].find((field) => field.mapping.field === by.field)?.read(person) ?? [];
  }
}
