import type { ConfiguredConnection } from "../connections/get-connection.ts";
import { listSharing } from "../connections/list-sharing.ts";
import { loadCatalogue } from "../connections/load-catalogue.ts";
import { compileSettings } from "../core/compile-settings.ts";
import { judgeLimits } from "../core/guard.ts";
import { note } from "../core/note.ts";
import { concerns } from "../core/place-person.ts";
import { type PlanContext, planPerson } from "../core/plan-person.ts";
import { listAdministratorRoles, spareLastAdministrator } from "../core/spare-last-administrator.ts";
import { countActiveLinked, hasLinks } from "../desk/list-links.ts";
import { countActiveAdministrators } from "../desk/list-records.ts";
import { countPeople, listChangedIds } from "../mirror/find-people.ts";
import type { Entity } from "../model/desk.ts";
import type { LimitVerdict, PlanCounts } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { findPlanMark, isFirstImport, listDueIds } from "./due.ts";
import { prepareFacts } from "./gather-facts.ts";
import { createTally, type PlanTally, recountAsLeftOut } from "./plan-tally.ts";
import { askQuestions, dropSettledQuestions } from "./questions.ts";
import { analyzeChanges, computePlanHash, replaceChange, saveChanges } from "./save-changes.ts";
import { batchesAhead, heard, streamFacts } from "./stream-facts.ts";

export interface PlanInput {
  readonly runId: number;
  readonly configured: ConfiguredConnection;
  readonly entities: readonly Entity[];
  readonly isScheduled: boolean;
  /** Plans people who are not due as well. */
  readonly plansEveryone: boolean;
  /** The plan is only looked at: no number is taken for a new record, and nobody is asked anything. */
  readonly isOnlyShown?: boolean;
  readonly onProgress: OnProgress;
  /** Ends planning between two batches. */
  readonly signal?: AbortSignal;
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
  // Where mappings only leave people out, that is still to be said.
  if (entities.length === 0) entities.push(...input.entities.slice(0, 1));
  const due = await findDue(db, input, entities);
  const contested = new Set<string>();
  let tally = await planOnce(context, { ...input, entities, due, contested });
  // Two accounts that would both become one record are both put to a person: planned again, knowing of each other.
  while (tally.newlyContested.length > 0) {
    for (const key of tally.newlyContested) contested.add(key);
    await db.deleteFrom("changes").where("run_id", "=", input.runId).execute();
    tally = await planOnce(context, { ...input, entities, due, contested });
  }
  const isOnlyShown = input.isOnlyShown === true;
  const spared = await spareAdministrators(db, { runId: input.runId, tally, isOnlyShown });
  if (!isOnlyShown) {
    await askQuestions(db, connectionId, tally.questions);
    await dropSettledQuestions(db, input.runId, connectionId, due);
  }
  const effects = tally.effectCount() - spared;
  const totals = tally.scales.totals();
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
  if (effects >= 5000) await analyzeChanges(db);
  return { counts: tally.counts, limits, planHash: await computePlanHash(db, input.runId, connectionId), effects };
}

/** An import without a mapping and without linked records has nothing to say. */
async function isConcerned(db: Db, entity: Entity, { connection, settings }: ConfiguredConnection): Promise<boolean> {
  return (
    settings.mappings.some((mapping) => mapping.destination.kind !== "leaveOut" && concerns(mapping, entity)) ||
    (await hasLinks(db, connection.id, entity))
  );
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

interface OnePass extends PlanInput {
  /** Null: everybody. */
  readonly due: readonly string[] | null;
  /** Records that two accounts claim, by `claimKey`. */
  readonly contested: ReadonlySet<string>;
}

/** Plans everybody who is due once, storing batch by batch. */
async function planOnce(
  context: SyncContext,
  { runId, configured, entities, isScheduled, isOnlyShown = false, due, contested, onProgress, signal }: OnePass,
): Promise<PlanTally> {
  const { db, batchSize, breathe } = context.database;
  const { connection, settings } = configured;
  const catalogue = await loadCatalogue(db);
  const plan: PlanContext = {
    connectionId: connection.id,
    sharesPeopleWith: await listSharing(db, connection.id),
    contested,
    runId,
    isScheduled,
    compiled: compileSettings(settings, catalogue.customFields),
  };
  const people = await countPeople(db, connection.id);
  const tally = createTally(people, contested, listAdministratorRoles(catalogue));
  const saving: Promise<void>[] = [];
  let done = 0;
  for await (const batch of streamFacts(await prepareFacts(db, plan, entities), due, batchSize)) {
    signal?.throwIfAborted();
    const lines = batch.flatMap((known) => tally.add(known, planPerson(known, plan)));
    if (saving.length >= batchesAhead) await saving.shift();
    saving.push(heard(saveChanges(db, runId, lines, { isOnlyShown })));
    done += batch.length;
    onProgress({ step: "planning", done, total: due?.length ?? people });
    await breathe();
  }
  await Promise.all(saving);
  tally.close();
  return tally;
}

/** Takes lines back that would leave nobody with administrator rights; the others are weighed now. Returns how many were taken back. */
async function spareAdministrators(
  db: Db,
  { runId, tally, isOnlyShown }: { readonly runId: number; readonly tally: PlanTally; readonly isOnlyShown: boolean },
): Promise<number> {
  if (tally.administrators.length === 0) return 0;
  const roles = listAdministratorRoles(await loadCatalogue(db));
  const spared = spareLastAdministrator(tally.administrators, await countActiveAdministrators(db), roles);
  for (const { seq, change } of tally.administrators) {
    if (!spared.includes(seq)) {
      tally.scales.add(change);
      continue;
    }
    recountAsLeftOut(tally, change, "lastAdministrator");
    const because = [...change.because, { kind: "leftOut", reason: "lastAdministrator", detail: null } as const];
    await replaceChange(db, runId, { seq, change: note({ ...change, kind: "leftOut", because }) }, { isOnlyShown });
  }
  return spared.length;
}
