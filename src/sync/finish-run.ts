import { type Kysely, sql } from "kysely";
import { findNewestReadingId } from "../mirror/readings.ts";
import type { Entity } from "../model/desk.ts";
import type { ApplyCounts, Run } from "../model/run.ts";
import type { Tables } from "../store/tables.ts";
import { applyRun } from "./apply-run.ts";
import type { SyncContext, Watch } from "./context.ts";
import { clearDue, findPlanMark, savePlanMark } from "./due.ts";
import { holdPeople, releaseHolds } from "./holds.ts";
import { advanceRun, getRun, type RunUpdate, supersedePlans, updateRun } from "./run-store.ts";
import { streamChanges } from "./save-changes.ts";

/** Applies a plan that is ready, or goes on with one that was interrupted, and records how it came out. */
export async function finishRun(context: SyncContext, runId: number, watch: Watch): Promise<Run> {
  const { db } = context.database;
  await advanceRun(db, runId, ["planned", "waiting", "applying"], "applying");
  await supersedePlans(db, (await getRun(db, runId)).connectionId, runId);
  const run = await getRun(db, runId);
  const result = await applyRun(context, run, watch);
  await settle(context, run, { state: "applied", result, says: sayResult(result) });
  return await getRun(db, runId);
}

/** Closes a run that has nothing to write: everybody is planned, and those who wait for a person stay due. */
export async function closeWithoutChanges(context: SyncContext, runId: number): Promise<Run> {
  const { db } = context.database;
  const run = await getRun(db, runId);
  const people = run.counts?.people ?? 0;
  await supersedePlans(db, run.connectionId, runId);
  await settle(context, run, { state: "nothingToDo", says: `Nothing to do. ${people} read, 0 changes, 0 writes.` });
  return await getRun(db, runId);
}

/** Notes how far planning has come, who stays due, and what an undo holds back. */
async function settle(context: SyncContext, run: Run, update: RunUpdate): Promise<void> {
  const { db } = context.database;
  const { due_through: dueThrough } = await db.selectFrom("runs").select("due_through").where("id", "=", run.id).executeTakeFirstOrThrow();
  const readingId = run.reading?.readingId ?? (await findNewestReadingId(db, run.connectionId));
  await db.transaction().execute(async (trx) => {
    if (run.kind === "undo") await settleUndo(trx, run);
    else {
      await clearDue(trx, run.connectionId, run.entities, dueThrough);
      for (const entity of run.entities) {
        // A first import of which rows were left out is not over: the rest of it is no flood of new people.
        const isUnderWay = (update.result?.unticked ?? 0) > 0 && (await findPlanMark(trx, run.connectionId, entity)) === null;
        if (!isUnderWay) await savePlanMark(trx, run.connectionId, entity, { readingId, settingsVersion: run.settingsVersion });
        await markOpenDue(trx, run, entity);
      }
    }
    await updateRun(trx, run.id, { ...update, finishedAt: context.now() });
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
async function settleUndo(db: Kysely<Tables>, run: Run): Promise<void> {
  const undone: { seq: number; entity: Entity; externalId: string | null }[] = [];
  for await (const { change } of streamChanges(db, run.id, { states: ["applied"] })) {
    const origin = change.because.find((because) => because.kind === "undo");
    if (origin !== undefined) undone.push({ seq: origin.seq, entity: change.entity, externalId: change.externalId });
  }
  if (run.undoesRunId === null) return;
  await sql`update changes set state = 'undone' where run_id = ${run.undoesRunId}::int
    and seq in (select json_array_elements_text(${JSON.stringify(undone.map((line) => line.seq))}::json)::int)`.execute(db);
  const original = await getRun(db, run.undoesRunId);
  for (const entity of ["user", "agent"] as const) {
    const ids = undone
      .filter((line) => line.entity === entity)
      .map((line) => line.externalId)
      .filter((id) => id !== null);
    if (original.kind === "undo") await releaseHolds(db, run.connectionId, ids);
    else await holdPeople(db, run.connectionId, entity, ids, `run ${run.undoesRunId} was undone by run ${run.id}`);
  }
}

function sayResult({ applied, failed, changedSince, unticked }: ApplyCounts): string {
  const parts = [`${applied} applied`, `${failed} failed`];
  if (changedSince > 0) parts.push(`${changedSince} left out because changed meanwhile`);
  if (unticked > 0) parts.push(`${unticked} not chosen`);
  return `${parts.join(", ")}.`;
}
