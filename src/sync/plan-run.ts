import type { ConfiguredConnection } from "../connections/get-connection.ts";
import { listSharing } from "../connections/list-sharing.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import { compileSettings } from "../core/compile-settings.ts";
import { countPerson, createScales, emptyCounts, isEffect, judgeLimits, type Scales } from "../core/guard.ts";
import { claimKey } from "../core/match-person.ts";
import { note } from "../core/note.ts";
import { concerns } from "../core/place-person.ts";
import { type PersonFacts, type PlanContext, planPerson } from "../core/plan-person.ts";
import { type AdministratorChange, losesAdministration, spareLastAdministrator } from "../core/spare-last-administrator.ts";
import { countActiveLinked, hasLinks } from "../desk/list-links.ts";
import { countActiveAdministrators } from "../desk/list-records.ts";
import { countPeople, listChangedIds, listPeopleAfter, listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import type { Candidate, Entity } from "../model/desk.ts";
import type { LimitVerdict, PlanCounts } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { findPlanMark, listDueIds } from "./due.ts";
import { type FactsContext, gatherFacts, prepareFacts } from "./gather-facts.ts";
import { askQuestions, dropSettledQuestions, type Question } from "./questions.ts";
import { analyzeChanges, computePlanHash, type Line, replaceChange, saveChanges } from "./save-changes.ts";

export interface PlanInput {
  readonly runId: number;
  readonly configured: ConfiguredConnection;
  readonly entities: readonly Entity[];
  readonly isScheduled: boolean;
  /** Plans people who are not due as well. */
  readonly plansEveryone: boolean;
  readonly onProgress: OnProgress;
}

export interface PlanOutcome {
  readonly counts: PlanCounts;
  readonly limits: readonly LimitVerdict[];
  readonly planHash: string;
  readonly effects: number;
}

/**
 * Plans everybody who is due, in batches, and stores the lines. Cost follows what is due: copies newer than the last plan, people
 * whose groups, desk record or decision changed, and everybody after a change of settings.
 */
export async function planRun(context: SyncContext, input: PlanInput): Promise<PlanOutcome> {
  const { db } = context.database;
  const connectionId = input.configured.connection.id;
  const entities: Entity[] = [];
  for (const entity of input.entities) if (await isConcerned(db, entity, input.configured)) entities.push(entity);
  const due = await findDue(db, input, entities);
  const contested = new Set<string>();
  let draft = await planOnce(context, input, entities, due, contested);
  // Two accounts that would both become one record are both put to a person: planned again, knowing of each other.
  while (draft.newlyContested.length > 0) {
    for (const key of draft.newlyContested) contested.add(key);
    await db.deleteFrom("changes").where("run_id", "=", input.runId).execute();
    draft = await planOnce(context, input, entities, due, contested);
  }
  await spareAdministrators(db, input.runId, draft);
  await askQuestions(db, connectionId, draft.questions);
  await dropSettledQuestions(db, input.runId, connectionId, due);
  const totals = draft.scales.totals();
  const isWeightless = Object.values(totals).every((total) => total === 0);
  const owned = isWeightless ? 0 : await countActiveLinked(db, connectionId);
  // Percentages refer to the people whom the connection owns; in its first import, to those whom it creates.
  const base = owned === 0 ? totals.creations : owned;
  const limits = judgeLimits({
    totals,
    base,
    limits: input.configured.settings.limits,
    isFirstImport: await isFirstImport(db, connectionId, entities),
  });
  if (draft.effects >= 5000) await analyzeChanges(db);
  return { counts: draft.counts, limits, planHash: await computePlanHash(db, input.runId, connectionId), effects: draft.effects };
}

/** An import without a mapping and without linked records has nothing to say. */
async function isConcerned(db: Db, entity: Entity, { connection, settings }: ConfiguredConnection): Promise<boolean> {
  return (
    settings.mappings.some((mapping) => mapping.destination.kind !== "leaveOut" && concerns(mapping, entity)) ||
    (await hasLinks(db, connection.id, entity))
  );
}

async function isFirstImport(db: Db, connectionId: number, entities: readonly Entity[]): Promise<boolean> {
  for (const entity of entities) if ((await findPlanMark(db, connectionId, entity)) === null) return true;
  return false;
}

/** Directory ids to plan, or null for everybody. */
async function findDue(db: Db, input: PlanInput, entities: readonly Entity[]): Promise<readonly string[] | null> {
  if (input.plansEveryone) return null;
  const { connection, settingsVersion } = input.configured;
  const ids = new Set(await listDueIds(db, connection.id, entities));
  for (const entity of entities) {
    const mark = await findPlanMark(db, connection.id, entity);
    if (mark === null || mark.settingsVersion !== settingsVersion) return null;
    for (const id of await listChangedIds(db, connection.id, mark.readingId)) ids.add(id);
  }
  return [...ids].sort();
}

interface Draft {
  readonly counts: PlanCounts;
  /** Everything but the lines in `administrators`, which are weighed once it is known which of them stand. */
  readonly scales: Scales;
  readonly newlyContested: readonly string[];
  readonly questions: readonly Omit<Question, "answer">[];
  readonly administrators: readonly AdministratorChange[];
  effects: number;
}

async function planOnce(
  context: SyncContext,
  input: PlanInput,
  entities: readonly Entity[],
  due: readonly string[] | null,
  contested: ReadonlySet<string>,
): Promise<Draft> {
  const { db, batchSize, breathe } = context.database;
  const { connection, settings } = input.configured;
  const catalogue = await loadCatalogue(db);
  const administratorRoles = new Set([...catalogue.agentRoles].filter(([, role]) => role.isAdministrator).map(([id]) => id));
  const plan: PlanContext = {
    connectionId: connection.id,
    sharesPeopleWith: await listSharing(db, connection.id),
    contested,
    runId: input.runId,
    isScheduled: input.isScheduled,
    compiled: compileSettings(settings, catalogue.customFields),
  };
  const facts = await prepareFacts(db, plan, entities);
  const people = await countPeople(db, connection.id);
  const counts = emptyCounts(people);
  const scales = createScales();
  const claims = new Map<string, string>();
  const newlyContested: string[] = [];
  const questions: Omit<Question, "answer">[] = [];
  const administrators: AdministratorChange[] = [];
  let seq = 0;
  let done = 0;
  let effects = 0;
  let present = 0;
  const saving: Promise<void>[] = [];
  for await (const batch of listFacts(facts, due, batchSize)) {
    const lines: Line[] = [];
    for (const known of batch) {
      const changes = planPerson(known, plan);
      if (known.absence === null) present += 1;
      if (known.absence === null || changes.length > 0) countPerson(counts, changes);
      for (const change of changes) {
        seq += 1;
        lines.push({ seq, change });
        if (isEffect(change)) effects += 1;
        if (change.kind === "decide") questions.push(toQuestion(change, known));
        const contestedKey = noteClaim(claims, change);
        if (contestedKey !== null && !contested.has(contestedKey)) newlyContested.push(contestedKey);
        const record = change.entity === "agent" ? recordOf(known, change.recordId) : null;
        if (record !== null && losesAdministration(change, record, administratorRoles)) administrators.push({ seq, change, record });
        else scales.add(change);
      }
    }
    if (saving.length >= batchesAhead) await saving.shift();
    saving.push(heard(saveChanges(db, input.runId, lines)));
    done += batch.length;
    input.onProgress({ step: "planning", done, total: due?.length ?? people });
    await breathe();
  }
  await Promise.all(saving);
  // People who were not due are as they should be.
  counts.unchanged += Math.max(0, people - present);
  counts.placed = people - Object.values(counts.leftOut).reduce((sum, n) => sum + n, 0);
  return { counts, scales, newlyContested, questions, administrators, effects };
}

/** Facts of one batch after the other; the next ones are gathered while these are planned. */
async function* listFacts(context: FactsContext, due: readonly string[] | null, size: number): AsyncIterable<readonly PersonFacts[]> {
  const waiting: Promise<readonly PersonFacts[]>[] = [];
  for await (const batch of listBatches(context.db, context.plan.connectionId, due, size)) {
    waiting.push(heard(gatherFacts(context, batch)));
    const ready = waiting.length > batchesAhead ? waiting.shift() : undefined;
    if (ready !== undefined) yield await ready;
  }
  for (const ready of waiting) yield await ready;
}

/** Batches gathered before they are planned, and planned before they are stored. */
const batchesAhead = 2;

/** A promise that is awaited later: without a listener, a failure in between would end the process. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function* listBatches(
  db: Db,
  connectionId: number,
  due: readonly string[] | null,
  size: number,
): AsyncIterable<readonly MirroredPerson[]> {
  if (due !== null) {
    for (let from = 0; from < due.length; from += size) yield await listPeopleById(db, connectionId, due.slice(from, from + size));
    return;
  }
  let next = listPeopleAfter(db, connectionId, "", size);
  for (let batch = await next; batch.length > 0; batch = await next) {
    // The next batch is fetched while this one is planned.
    next = heard(listPeopleAfter(db, connectionId, batch.at(-1)?.id ?? "", size));
    yield batch;
  }
}

/** Notes which account claims a record by a matching field or an answer; returns the record's key when another account claimed it before. */
function noteClaim(claims: Map<string, string>, change: Line["change"]): string | null {
  const isClaim = change.match.kind === "byField" || change.match.kind === "byAnswer";
  if (!isClaim || !isEffect(change) || change.recordId === null || change.externalId === null) return null;
  const key = claimKey({ entity: change.entity, id: change.recordId });
  const other = claims.get(key);
  claims.set(key, change.externalId);
  return other !== undefined && other !== change.externalId ? key : null;
}

function toQuestion(change: Line["change"], known: PersonFacts): Omit<Question, "answer"> {
  const reason = change.because.find((because) => because.kind === "question");
  const ids = reason?.recordIds ?? [];
  const found = (known.entities[change.entity]?.candidates ?? []).filter((candidate) => ids.includes(candidate.record.id));
  const candidates = [...new Map(found.map((candidate) => [candidate.record.id, toCandidate(candidate)])).values()];
  return { entity: change.entity, externalId: change.externalId ?? "", reason: reason?.reason ?? "severalCandidates", candidates };
}

function toCandidate({ record, ownedBy }: { record: NonNullable<ReturnType<typeof recordOf>>; ownedBy: number | null }): Candidate {
  const { name, email } = record.values;
  return {
    recordId: record.id,
    name: String(name ?? ""),
    email: String(email ?? ""),
    isActive: record.isActive,
    isAdministrator: record.isAdministrator,
    ownedBy,
  };
}

function recordOf(known: PersonFacts, recordId: number | null) {
  const { agent } = known.entities;
  if (agent === undefined || recordId === null) return null;
  if (agent.link?.record.id === recordId) return agent.link.record;
  if (agent.answer?.record?.id === recordId) return agent.answer.record;
  return agent.candidates.find((candidate) => candidate.record.id === recordId)?.record ?? null;
}

/** Takes lines back that would leave nobody with administrator rights. */
async function spareAdministrators(db: Db, runId: number, draft: Draft): Promise<void> {
  if (draft.administrators.length === 0) return;
  const catalogue = await loadCatalogue(db);
  const roles = new Set([...catalogue.agentRoles].filter(([, role]) => role.isAdministrator).map(([id]) => id));
  const spared = spareLastAdministrator(draft.administrators, await countActiveAdministrators(db), roles);
  for (const { seq, change } of draft.administrators) {
    if (!spared.includes(seq)) {
      draft.scales.add(change);
      continue;
    }
    draft.counts.kinds[change.kind] = (draft.counts.kinds[change.kind] ?? 1) - 1;
    draft.counts.kinds.leftOut = (draft.counts.kinds.leftOut ?? 0) + 1;
    draft.counts.leftOut.lastAdministrator = (draft.counts.leftOut.lastAdministrator ?? 0) + 1;
    draft.effects -= 1;
    const because = [...change.because, { kind: "leftOut", reason: "lastAdministrator", detail: null } as const];
    await replaceChange(db, runId, { seq, change: note({ ...change, kind: "leftOut", because }) });
  }
}
