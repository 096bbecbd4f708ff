import { compileSettings, groupsAsked } from "../core/compile-settings.ts";
import { countPerson, emptyCounts, isEffect, judgeLimits, weigh } from "../core/guard.ts";
import { note } from "../core/note.ts";
import { concerns } from "../core/place-person.ts";
import { type PersonFacts, type PlanContext, planPerson } from "../core/plan-person.ts";
import { type AdministratorChange, losesAdministration, spareLastAdministrator } from "../core/spare-last-administrator.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import type { ConfiguredConnection } from "../connections/get-connection.ts";
import { countActiveLinked, hasLinks } from "../desk/list-links.ts";
import { countActiveAdministrators } from "../desk/list-records.ts";
import type { Candidate, Entity } from "../model/desk.ts";
import type { LimitVerdict, PlanCounts } from "../model/run.ts";
import type { LimitName } from "../model/settings.ts";
import { countPeople, listChangedIds, listPeopleAfter, listPeopleById, type MirroredPerson } from "../mirror/find-people.ts";
import { listNesting } from "../mirror/save-members.ts";
import type { Db } from "../store/open-database.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { findPlanMark, listDueIds } from "./due.ts";
import { gatherFacts } from "./gather-facts.ts";
import { createNesting } from "./nesting.ts";
import { askQuestions, type Question } from "./questions.ts";
import { computePlanHash, type Line, replaceChange, saveChanges } from "./save-changes.ts";

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
  const entities = input.entities.filter((entity) => isConcerned(entity, input.configured) || input.entities.length === 1);
  const due = await findDue(db, input, entities);
  const contested = new Set<number>();
  let draft = await planOnce(context, input, entities, due, contested);
  // Two accounts that would both become one record are both put to a person: planned again, knowing of each other.
  while (draft.newlyContested.length > 0) {
    for (const recordId of draft.newlyContested) contested.add(recordId);
    await db.deleteFrom("changes").where("run_id", "=", input.runId).execute();
    draft = await planOnce(context, input, entities, due, contested);
  }
  await spareAdministrators(db, input.runId, draft);
  await askQuestions(db, connectionId, draft.questions);
  const isWeightless = Object.values(draft.totals).every((total) => total === 0);
  const base = isWeightless ? 0 : (await countActiveLinked(db, connectionId)) + draft.totals.creations;
  const limits = judgeLimits({
    totals: draft.totals,
    base,
    limits: input.configured.settings.limits,
    isFirstImport: !(await hasLinks(db, connectionId)) || (await isFirstImport(db, connectionId, entities)),
  });
  return { counts: draft.counts, limits, planHash: await computePlanHash(db, input.runId, connectionId), effects: draft.effects };
}

/** An import without a mapping and without linked records has nothing to say. */
function isConcerned(entity: Entity, { settings }: ConfiguredConnection): boolean {
  return settings.mappings.some((mapping) => mapping.destination.kind !== "leaveOut" && concerns(mapping, entity));
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
  readonly totals: Record<LimitName, number>;
  readonly newlyContested: readonly number[];
  readonly questions: readonly Omit<Question, "answer">[];
  readonly administrators: readonly AdministratorChange[];
  effects: number;
}

async function planOnce(context: SyncContext, input: PlanInput, entities: readonly Entity[], due: readonly string[] | null, contested: ReadonlySet<number>): Promise<Draft> {
  const { db, batchSize, breathe } = context.database;
  const { connection, settings } = input.configured;
  const catalogue = await loadCatalogue(db);
  const administratorRoles = new Set([...catalogue.agentRoles].filter(([, role]) => role.isAdministrator).map(([id]) => id));
  const plan: PlanContext = {
    connectionId: connection.id,
    sharesPeopleWith: settings.sharesPeopleWith,
    contested,
    runId: input.runId,
    isScheduled: input.isScheduled,
    compiled: compileSettings(settings, catalogue.customFields),
  };
  const facts = { db, plan, entities, nesting: createNesting(await listNesting(db, connection.id), groupsAsked(settings)) };
  const people = await countPeople(db, connection.id);
  const counts = emptyCounts(people);
  const totals = { deactivations: 0, roleLosses: 0, siteMoves: 0, creations: 0 };
  const claims = new Map<string, string>();
  const newlyContested: number[] = [];
  const questions: Omit<Question, "answer">[] = [];
  const administrators: AdministratorChange[] = [];
  let seq = 0;
  let done = 0;
  let effects = 0;
  let present = 0;
  let saving: Promise<void> = Promise.resolve();
  for await (const batch of listBatches(db, connection.id, due, batchSize)) {
    const lines: Line[] = [];
    for (const known of await gatherFacts(facts, batch)) {
      const changes = planPerson(known, plan);
      if (known.absence === null) present += 1;
      if (known.absence === null || changes.length > 0) countPerson(counts, changes);
      for (const change of changes) {
        seq += 1;
        lines.push({ seq, change });
        if (isEffect(change)) effects += 1;
        addTo(totals, weigh(change));
        if (change.kind === "decide") questions.push(toQuestion(change, known));
        const contestedRecord = noteClaim(claims, change);
        if (contestedRecord !== null) newlyContested.push(contestedRecord);
        const record = change.entity === "agent" ? recordOf(known, change.recordId) : null;
        if (record !== null && losesAdministration(change, record, administratorRoles)) administrators.push({ seq, change, record });
      }
    }
    await saving;
    saving = saveChanges(db, input.runId, lines);
    saving.catch(() => undefined);
    done += batch.length;
    input.onProgress({ step: "planning", done, total: due?.length ?? people });
    await breathe();
  }
  await saving;
  // People who were not due are as they should be.
  counts.unchanged += Math.max(0, people - present);
  counts.placed = people - Object.values(counts.leftOut).reduce((sum, n) => sum + n, 0);
  return { counts, totals, newlyContested, questions, administrators, effects };
}

async function* listBatches(db: Db, connectionId: number, due: readonly string[] | null, size: number): AsyncIterable<readonly MirroredPerson[]> {
  if (due !== null) {
    for (let from = 0; from < due.length; from += size) yield await listPeopleById(db, connectionId, due.slice(from, from + size));
    return;
  }
  let next = listPeopleAfter(db, connectionId, "", size);
  for (let batch = await next; batch.length > 0; batch = await next) {
    // The next batch is fetched while this one is planned.
    next = listPeopleAfter(db, connectionId, batch.at(-1)?.id ?? "", size);
    next.catch(() => undefined);
    yield batch;
  }
}

/** Notes which account claims a record by a matching field; returns the record when another account claimed it before. */
function noteClaim(claims: Map<string, string>, change: Line["change"]): number | null {
  if (change.match.kind !== "byField" || !isEffect(change) || change.recordId === null || change.externalId === null) return null;
  const key = `${change.entity} ${change.recordId}`;
  const other = claims.get(key);
  claims.set(key, change.externalId);
  return other !== undefined && other !== change.externalId ? change.recordId : null;
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
  return { recordId: record.id, name: String(name ?? ""), email: String(email ?? ""), isActive: record.isActive, isAdministrator: record.isAdministrator, ownedBy };
}

function recordOf(known: PersonFacts, recordId: number | null) {
  const { agent } = known.entities;
  if (agent === undefined || recordId === null) return null;
  if (agent.link?.record.id === recordId) return agent.link.record;
  if (agent.answer?.record?.id === recordId) return agent.answer.record;
  return agent.candidates.find((candidate) => candidate.record.id === recordId)?.record ?? null;
}

function addTo(totals: Record<LimitName, number>, weight: Readonly<Record<LimitName, number>>): void {
  totals.deactivations += weight.deactivations;
  totals.roleLosses += weight.roleLosses;
  totals.siteMoves += weight.siteMoves;
  totals.creations += weight.creations;
}

/** Takes lines back that would leave nobody with administrator rights. */
async function spareAdministrators(db: Db, runId: number, draft: Draft): Promise<void> {
  if (draft.administrators.length === 0) return;
  const catalogue = await loadCatalogue(db);
  const roles = new Set([...catalogue.agentRoles].filter(([, role]) => role.isAdministrator).map(([id]) => id));
  const spared = spareLastAdministrator(draft.administrators, await countActiveAdministrators(db), roles);
  for (const { seq, change } of draft.administrators.filter((line) => spared.includes(line.seq))) {
    const weight = weigh(change);
    for (const name of ["deactivations", "roleLosses", "siteMoves", "creations"] as const) draft.totals[name] -= weight[name];
    draft.counts.kinds[change.kind] = (draft.counts.kinds[change.kind] ?? 1) - 1;
    draft.counts.kinds.leftOut = (draft.counts.kinds.leftOut ?? 0) + 1;
    draft.counts.leftOut.lastAdministrator = (draft.counts.leftOut.lastAdministrator ?? 0) + 1;
    draft.effects -= 1;
    const because = [...change.because, { kind: "leftOut", reason: "lastAdministrator", detail: null } as const];
    await replaceChange(db, runId, { seq, change: note({ ...change, kind: "leftOut", because }) });
  }
}
