import { type Kysely, sql } from "kysely";
import { explainCount } from "../core/explain-names.ts";
import { explainNothingToDo, explainResult, explainUndoResult } from "../core/explain-result.ts";
import { findNewestReadingId } from "../mirror/readings.ts";
import type { Entity } from "../model/desk.ts";
import type { ApplyCounts, Run } from "../model/run.ts";
import type { Tables } from "../store/tables.ts";
import { applyRun } from "./apply-run.ts";
import type { SyncContext, Watch } from "./context.ts";
import { clearDue, findPlanMark, savePlanMark } from "./due.ts";
import { holdPeople, releaseHolds } from "./holds.ts";
import { noteEvents } from "./run-events.ts";
import { advanceRun, getRun, type RunUpdate, supersedePlans } from "./run-store.ts";
import { streamChanges } from "./save-changes.ts";
import { saveRunOutcome } from "./save-run-outcome.ts";

/**
 * Applies a plan that is ready, or goes on with one that was interrupted, and records how it came out. Whoever stopped it before it began
 * has it not begin: once it applies, the next run goes on with it.
 */
export async function finishRun(context: SyncContext, runId: number, watch: Watch): Promise<Run> {
  const { db } = context.database;
  const startedAt = context.now();
  watch.signal?.throwIfAborted();
  await advanceRun(db, runId, ["planned", "waiting", "applying"], "applying");
  await supersedePlans(db, (await getRun(db, runId)).connectionId, runId);
  const run = await getRun(db, runId);
  try {
    const result = await applyRun(context, run, watch);
    const milliseconds = (run.milliseconds ?? 0) + context.now().getTime() - startedAt.getTime();
    await settle(context, run, { state: "applied", result, milliseconds, says: await sayResult(db, run, result) });
  } catch (error) {
    const reason = watch.signal?.aborted === true ? "Stopped on request." : error instanceof Error ? error.message : String(error);
    await noteEvents(db, runId, context.now(), [`Broken off: ${reason} The next run of this connection finishes it first.`]);
    throw error;
  }
  return await getRun(db, runId);
}

/** Closes a run that has nothing to write: everybody is planned, and those who wait for a person stay due. `given` says so in other words. */
export async function closeWithoutChanges(context: SyncContext, runId: number, given?: string): Promise<Run> {
  const { db } = context.database;
  const run = await getRun(db, runId);
  const milliseconds = context.now().getTime() - run.startedAt.getTime();
  const says = given ?? explainNothingToDo(run.counts?.people ?? 0, milliseconds);
  await supersedePlans(db, run.connectionId, runId);
  await settle(context, run, { state: "nothingToDo", milliseconds, says });
  return await getRun(db, runId);
}

/** Notes how far planning has come, who stays due, and what an undo holds back. */
async function settle(context: SyncContext, run: Run, update: RunUpdate): Promise<void> {
  const { db } = context.database;
  const { due_through: dueThrough } = await db.selectFrom("runs").select("due_through").where("id", "=", run.id).executeTakeFirstOrThrow();
  const readingId = run.reading?.readingId ?? (await findNewestReadingId(db, run.connectionId));
  await db.transaction().execute(async (trx) => {
    if (run.kind === "undo") await settleUndo(trx, run, context.now());
    else {
      await clearDue(trx, run.connectionId, run.entities, dueThrough);
      for (const entity of run.entities) {
        // A first import of which rows were left out is not over: the rest of it is no flood of new people.
        const isUnderWay = (update.result?.unticked ?? 0) > 0 && (await findPlanMark(trx, run.connectionId, entity)) === null;
        if (!isUnderWay) await savePlanMark(trx, run.connectionId, entity, { readingId, settingsVersion: run.settingsVersion });
        await markOpenDue(trx, run, entity);
      }
    }
    await saveRunOutcome(trx, run.id, { ...update, finishedAt: context.now() }, context.now());
    await noteEvents(trx, run.id, context.now(), update.says === undefined ? [] : [update.says]);
  });
}

/** Lines that still want something: a decision, a proof, another plan, or that somebody ticks them. */
async function markOpenDue(db: Kysely<Tables>, run: Run, entity: Run["entities"][number]): Promise<void> {
  await sql`
    insert into due (connection_id, entity, external_id, because)
    select ${run.connectionId}::int, entity, external_id, 'open' from changes
    where run_id = ${run.id}::int and entity = ${entity} and external_id is not null
      and (state in ('planned', 'changedSince', 'failed') or kind in ('decide', 'notFound'))
    on conflict (connection_id, entity, external_id) do nothing`.execute(db);
}

/** The undone lines are marked, and their people held: else the next run would do the same again. */
async function settleUndo(db: Kysely<Tables>, run: Run, now: Date): Promise<void> {
  const undone: { seq: number; entity: Entity; externalId: string | null }[] = [];
  for await (const { change } of streamChanges(db, run.id, { states: ["applied"] })) {
    const origin = change.because.find((because) => because.kind === "undo");
    if (origin !== undefined) undone.push({ seq: origin.seq, entity: change.entity, externalId: change.externalId });
  }
  if (run.undoesRunId === null) return;
  await sql`update changes set state = 'undone' where run_id = ${run.undoesRunId}::int
    and seq in (select json_array_elements_text(${JSON.stringify(undone.map((line) => line.seq))}::json)::int)`.execute(db);
  const original = await getRun(db, run.undoesRunId);
  if (undone.length > 0)
    await noteEvents(db, original.id, now, [`${explainCount(undone.length, "change", "changes")} taken back by run ${run.id}.`]);
  for (const entity of ["user", "agent"] as const) {
    const ids = undone
      .filter((line) => line.entity === entity)
      .map((line) => line.externalId)
      .filter((id) => id !== null);
    if (original.kind === "undo") await releaseHolds(db, run.connectionId, ids);
    else await holdPeople(db, run.connectionId, entity, ids, `run ${run.undoesRunId} was undone by run ${run.id}`);
  }
}

async function sayResult(db: Kysely<Tables>, run: Run, result: ApplyCounts): Promise<string> {
  if (run.undoesRunId === null) return explainResult(result, run.counts);
  const spared = run.counts?.kinds.leftOut ?? 0;
  const left = await db
    .selectFrom("changes")
    .select((eb) => eb.fn.countAll<string>().as("n"))
    .where("run_id", "=", run.undoesRunId)
    .where("state", "=", "applied")
    .executeTakeFirstOrThrow();
  // The lines of this undo are marked as taken back only once it is settled.
  const isWhole = Number(left.n) === (run.counts?.people ?? 0);
  return explainUndoResult({ undoesRunId: run.undoesRunId, result, spared, isWhole });
}
