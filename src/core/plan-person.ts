import type { Because, Change, ChangeKind, ManagerChange, MatchReason, Warning } from "../model/change.ts";
import type { DeskRecord, Entity, Grant, LinkState } from "../model/desk.ts";
import { type BrokenPerson, isBroken, type Person } from "../model/person.ts";
import type { Mapping } from "../model/settings.ts";
import { type CompiledSettings, listGifts } from "./compile-settings.ts";
import { sameValue } from "./convert-value.ts";
import { type Match, type MatchContext, type MatchFacts, matchPerson } from "./match-person.ts";
import { type Note, note } from "./note.ts";
import { type Placement, placePerson } from "./place-person.ts";
import { planAbsence } from "./plan-absence.ts";
import { planActivity } from "./plan-activity.ts";
import { planFields } from "./plan-fields.ts";
import { isFor, planGrants } from "./plan-grants.ts";

/** What one planning is about, the same for every person. */
export interface PlanContext extends MatchContext {
  readonly runId: number;
  /** Only a scheduled run deactivates for absence. */
  readonly isScheduled: boolean;
  readonly compiled: CompiledSettings;
}

/** Everything known about one account before anything is decided. */
export interface PersonFacts {
  readonly person: Person | BrokenPerson;
  /** Set when the last complete reading did not have the account. */
  readonly absence: { readonly readingId: number; readonly proof: string | null } | null;
  readonly groups: ReadonlySet<string>;
  /** The manager that the directory names: null when it names none, without id when it has no such account. */
  readonly manager: {
    readonly asked: string;
    readonly externalId: string | null;
    readonly name: string;
    readonly recordId: number | null;
  } | null;
  readonly entities: { readonly [entity in Entity]?: EntityFacts };
}

export interface EntityFacts extends MatchFacts {
  /** Why the person is held back until the directory changes. */
  readonly heldBecause: string | null;
  /** Another connection that shares its people shows this record's account as present. */
  readonly isPresentElsewhere: boolean;
  /** Fields that an earlier connection with the same people gives: its values stand, and so does the site. Missing where there is none. */
  readonly outranked?: ReadonlySet<string>;
}

/**
 * Plans one account for the imports asked for: at most one line per import; none where everything is as it should be. Pure: the same
 * facts always give the same lines.
 */
export function planPerson(facts: PersonFacts, context: PlanContext): readonly Change[] {
  const { person } = facts;
  const entities = (["user", "agent"] as const).filter((entity) => facts.entities[entity] !== undefined);
  if (isBroken(person)) return [note(brokenNote(person, entities[0] ?? "user"))];
  const planned = entities.map((entity) => ({ entity, ...planEntity(facts, person, entity, context) }));
  return withoutRepeats(planned);
}

interface Outcome {
  readonly change: Change | null;
  /** Whether this import is the person's: reached by one of its mappings, or linked. */
  readonly concerns: boolean;
}

/** What one import leaves out because the other has the person, or both leave out for one reason, is said once or not at all. */
function withoutRepeats(planned: readonly (Outcome & { entity: Entity })[]): readonly Change[] {
  const concerned = planned.filter((outcome) => outcome.concerns);
  const counted = concerned.length > 0 ? concerned : planned.slice(0, 1);
  return counted.map((outcome) => outcome.change).filter((change) => change !== null);
}

function planEntity(facts: PersonFacts, person: Person, entity: Entity, context: PlanContext): Outcome {
  const known = facts.entities[entity] ?? { link: null, answer: null, candidates: [], heldBecause: null, isPresentElsewhere: false };
  const isLinked = known.link !== null;
  if (facts.absence !== null) return { change: planAbsence(facts, person, entity, known, context), concerns: isLinked };
  const placement = placePerson({ person, groups: facts.groups }, entity, context.compiled.mappings);
  const concernsEntity = isLinked || placement.kind === "placed";
  const isShutOut = person.standing !== "active";
  if (placement.kind !== "placed" && !(isLinked && isShutOut)) {
    return { change: planUnplaced(person, entity, placement, known), concerns: concernsEntity };
  }
  const match = matchPerson(known, context);
  if (match.kind === "ignored") return { change: leave(person, entity, "ignored", match.by, placement), concerns: concernsEntity };
  if (match.kind === "question") return { change: question(person, entity, match, placement), concerns: concernsEntity };
  if (match.kind === "nobody" && person.standing !== "active") {
    return {
      change: leave(person, entity, person.standing === "archived" ? "archivedAndUnknown" : "suspendedAndUnknown", null, placement),
      concerns: concernsEntity,
    };
  }
  const change = planRecord({
    facts,
    person,
    entity,
    known,
    context,
    match,
    mapping: placement.kind === "placed" ? placement.mapping : null,
  });
  if (change === null) return { change: null, concerns: concernsEntity };
  if (known.heldBecause !== null)
    return { change: leave(person, entity, "held", known.heldBecause, placement, change), concerns: concernsEntity };
  if (match.kind === "record" && match.record.isProtected)
    return { change: leave(person, entity, "protected", null, placement, change), concerns: concernsEntity };
  return { change, concerns: concernsEntity };
}

function planUnplaced(person: Person, entity: Entity, placement: Placement, known: EntityFacts): Change | null {
  if (placement.kind === "leftOut") return leave(person, entity, "mappingLeavesOut", null, placement, known.link?.record);
  if (known.link === null) return leave(person, entity, "noMappingFits", null, placement);
  if (!known.link.record.isActive) return null;
  return note({ ...base(person, entity, placement), kind: "noLongerMapped", recordId: known.link.record.id, because: [] });
}

interface RecordInput {
  readonly facts: PersonFacts;
  readonly person: Person;
  readonly entity: Entity;
  readonly known: EntityFacts;
  readonly context: PlanContext;
  readonly match: Extract<Match, { kind: "record" | "nobody" }>;
  /** Null for somebody whom no mapping reaches any more but whom the directory shut out: only their activity is planned. */
  readonly mapping: Mapping | null;
}

function planRecord(input: RecordInput): Change | null {
  const { facts, person, entity, context, match, mapping } = input;
  const record = match.kind === "record" ? match.record : null;
  const state = match.kind === "record" ? match.state : null;
  const { settings } = context.compiled;
  const fallbacks = record === null ? { name: person.name || person.email } : {};
  const fields =
    mapping === null
      ? { changes: [], given: state?.given ?? {}, warnings: [] }
      : planFields(person, fieldsToPlan(input), record?.values ?? {}, state?.given ?? {}, fallbacks);
  const grants = mapping === null ? { gains: [], losses: [] } : planGrants(grantFacts(input, mapping, record));
  const activity = planActivity({
    entity,
    standing: person.standing,
    record,
    state,
    settings,
    holds: [...without(record?.grants ?? [], grants.losses), ...grants.gains],
    gains: grants.gains,
  });
  const keepsSite = settings.keepsSiteOfExisting || input.known.outranked !== undefined;
  const site = mapping === null ? null : planSite(mapping, record, keepsSite);
  const manager = entity === "user" && mapping !== null ? planManager(facts, record, state, context) : noManager(state);
  const after: LinkState = {
    sinceRunId: state === null ? context.runId : state.sinceRunId,
    given: fields.given,
    deactivatedBecause: activity.deactivatedBecause,
    waitsForManager: manager.waitsFor,
  };
  const active = activity.isActive === record?.isActive ? null : { before: record?.isActive ?? null, after: activity.isActive };
  const isNothing =
    record !== null &&
    fields.changes.length === 0 &&
    site === null &&
    active === null &&
    manager.change === null &&
    grants.gains.length + grants.losses.length === 0;
  if (
    isNothing &&
    state !== null &&
    state.deactivatedBecause === after.deactivatedBecause &&
    state.waitsForManager === after.waitsForManager
  )
    return null;
  return {
    entity,
    kind: kindOf(record, state, active, isNothing),
    externalId: person.id,
    recordId: record?.id ?? null,
    expectsVersion: record?.version ?? null,
    name: person.name || person.email,
    email: person.email,
    mappingId: mapping?.id ?? null,
    match: match.reason,
    because: [...placedBecause(mapping), ...activity.because],
    warnings: warningsOf(input, [...fields.warnings, ...activity.warnings, ...manager.warnings]),
    fields: [...fields.changes],
    site,
    active,
    manager: manager.change,
    gains: [...grants.gains],
    losses: [...grants.losses],
    link: sameState(state, after) ? null : { before: state, after },
  };
}

function fieldsToPlan({ entity, known, context }: RecordInput) {
  const fields = context.compiled.fields[entity];
  const { outranked } = known;
  return outranked === undefined ? fields : fields.filter((field) => !outranked.has(field.mapping.field));
}

function kindOf(record: DeskRecord | null, state: LinkState | null, active: Change["active"], isNothing: boolean): ChangeKind {
  if (record === null) return "create";
  if (active !== null) return active.after ? "reactivate" : "deactivate";
  return isNothing && state === null ? "link" : "update";
}

function grantFacts({ facts, entity, context }: RecordInput, mapping: Mapping, record: DeskRecord | null) {
  const { connectionId, compiled } = context;
  return {
    entity,
    connectionId,
    held: record?.grants ?? [],
    mapping,
    groupMappings: listGifts(compiled, facts.groups),
    groups: facts.groups,
    isNew: record === null,
  };
}

function planSite(mapping: Mapping, record: DeskRecord | null, keepsSite: boolean): Change["site"] {
  if (mapping.destination.kind !== "site") return null;
  const { siteId } = mapping.destination;
  if (record === null) return { before: null, after: siteId };
  return record.siteId === siteId || keepsSite ? null : { before: record.siteId, after: siteId };
}

interface ManagerPlan {
  readonly change: ManagerChange | null;
  readonly waitsFor: string | null;
  readonly warnings: readonly Warning[];
}

const settled: ManagerPlan = { change: null, waitsFor: null, warnings: [] };

function noManager(state: LinkState | null): ManagerPlan {
  return { change: null, waitsFor: state?.waitsForManager ?? null, warnings: [] };
}

/** The plan names the manager by directory id; binding waits, where it must, until that person is imported. */
function planManager(
  { manager, person }: PersonFacts,
  record: DeskRecord | null,
  state: LinkState | null,
  context: PlanContext,
): ManagerPlan {
  const field = context.compiled.manager;
  const current = record?.managerId ?? null;
  if (field === null) return noManager(state);
  if (manager === null) {
    const clears = field.mapping.clearsWhenEmpty && current !== null && field.mapping.policy === "directory";
    return { change: clears ? { before: current, after: null } : null, waitsFor: null, warnings: [] };
  }
  if (manager.externalId === null) return { ...settled, warnings: ["managerNotInDirectory"] };
  if (manager.externalId === person.id || (manager.recordId !== null && manager.recordId === current)) return settled;
  if (current !== null && field.mapping.policy !== "directory") return settled;
  if (manager.recordId === null && state?.waitsForManager === manager.externalId) return noManager(state);
  const after = { externalId: manager.externalId, name: manager.name };
  return { change: { before: current, after }, waitsFor: manager.recordId === null ? manager.externalId : null, warnings: [] };
}

function placedBecause(mapping: Mapping | null): readonly Because[] {
  return mapping === null ? [] : [{ kind: "placed", mappingId: mapping.id, sequence: mapping.sequence, name: mapping.name }];
}

function warningsOf(input: RecordInput, warnings: readonly Warning[]): Warning[] {
  const { facts, entity, context, match } = input;
  const all = [...warnings];
  if (match.kind === "nobody" && match.isAddressReused) all.push("addressReused");
  if (entity === "user" && listGifts(context.compiled, facts.groups).some(({ gives }) => isFor(gives, "agent")) && !isAgentToo(input))
    all.push("notAnAgent");
  return [...new Set(all)];
}

/** Whether the account is an agent by this connection as well: linked, or reached by an agent mapping. */
function isAgentToo({ facts, person, context }: RecordInput): boolean {
  const isLinked = facts.entities.agent !== undefined && facts.entities.agent.link !== null;
  return isLinked || placePerson({ person, groups: facts.groups }, "agent", context.compiled.mappings).kind === "placed";
}

function base(person: Person, entity: Entity, placement: Placement): Omit<Note, "kind" | "because"> {
  const mappingId = placement.kind === "unmapped" ? null : placement.mapping.id;
  return { entity, externalId: person.id, recordId: null, name: person.name || person.email, email: person.email, mappingId };
}

type LeftOut = Extract<Because, { kind: "leftOut" }>["reason"];

function leave(
  person: Person,
  entity: Entity,
  reason: LeftOut,
  detail: string | null,
  placement: Placement,
  about?: { readonly recordId: number | null } | DeskRecord,
): Change {
  const recordId = about === undefined ? null : "recordId" in about ? about.recordId : about.id;
  const placed = placement.kind === "unmapped" ? [] : placedBecause(placement.mapping);
  return note({ ...base(person, entity, placement), kind: "leftOut", recordId, because: [...placed, { kind: "leftOut", reason, detail }] });
}

function question(person: Person, entity: Entity, match: Extract<Match, { kind: "question" }>, placement: Placement): Change {
  const recordIds = match.candidates.map((candidate) => candidate.record.id).sort((a, b) => a - b);
  const placed = placement.kind === "placed" ? placedBecause(placement.mapping) : [];
  const first = match.candidates[0];
  const reason: MatchReason =
    first === undefined ? { kind: "none" } : { kind: "byField", by: first.by, position: first.position, value: first.value };
  return {
    ...note({
      ...base(person, entity, placement),
      kind: "decide",
      because: [...placed, { kind: "question", reason: match.reason, recordIds }],
    }),
    match: reason,
  };
}

function brokenNote(person: BrokenPerson, entity: Entity): Note {
  const name = person.id === null ? "(record without an id)" : `(record ${person.id})`;
  const because: Because[] = [
    { kind: "leftOut", reason: "broken", detail: null },
    { kind: "defect", defect: person.defect },
  ];
  return { entity, kind: "leftOut", externalId: person.id, recordId: null, name, email: "", mappingId: null, because };
}

function without(held: readonly Grant[], losses: readonly Grant[]): readonly Grant[] {
  return held.filter((grant) => !losses.includes(grant));
}

function sameState(before: LinkState | null, after: LinkState): boolean {
  if (before === null) return false;
  const keys = new Set([...Object.keys(before.given), ...Object.keys(after.given)]);
  return (
    before.deactivatedBecause === after.deactivatedBecause &&
    before.waitsForManager === after.waitsForManager &&
    [...keys].every((key) => sameValue(before.given[key], after.given[key]))
  );
}
