import { type ConfiguredConnection, getConnection } from "../connections/get-connection.ts";
import { pauseConnection } from "../connections/save-connection.ts";
import { explainCounts } from "../core/explain-counts.ts";
import { explainStop, explainTripped, explainWaiting, listTripped } from "../core/explain-limits.ts";
import { explainReadingSummary } from "../core/explain-reading.ts";
import { explainEntities, explainRunTitle } from "../core/explain-run.ts";
import { approvalHours, findApprovalEnd } from "../core/judge-validity.ts";
import { quoteCommand } from "../core/quote-command.ts";
import type { Entity } from "../model/desk.ts";
import { Conflict, DirectoryRefused, Invalid } from "../model/errors.ts";
import type { Run, RunKind } from "../model/run.ts";
import { withConnection } from "./claim-connection.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { closeWithoutChanges, finishRun } from "./finish-run.ts";
import { planRun } from "./plan-run.ts";
import { readDirectory } from "./read-directory.ts";
import { noteEvents } from "./run-events.ts";
import { findRunIn, getRun, startRun, supersedePlans, updateRun } from "./run-store.ts";
import { saveRunOutcome } from "./save-run-outcome.ts";

export interface ImportInput {
  readonly connection: number | string;
  readonly kind: Exclude<RunKind, "undo" | "whatIf">;
  readonly entities: readonly Entity[];
  /** Applies the plan at once where no limit is tripped; otherwise it stays a preview. */
  readonly applies: boolean;
  readonly startedBy: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** Told the run's number as soon as it is recorded. */
  readonly onStarted?: (runId: number) => void;
}

/**
 * One import from start to end: read, plan, guard, and, where asked for and within the limits, apply. A *replan* leaves out the
 * reading and plans everybody against the mirror.
 * @throws Conflict when another run is at work on the connection
 * @throws DirectoryRefused when the directory refuses; the run is kept with the reason
 */
export async function runImport(context: SyncContext, input: ImportInput): Promise<Run> {
  const { db } = context.database;
  const configured = await getConnection(db, input.connection);
  assertRunnable(configured, input.kind);
  return await withConnection(context, configured.connection.id, input, async () => {
    const runId = await startRun(db, {
      connectionId: configured.connection.id,
      kind: input.kind,
      entities: input.entities,
      startedBy: input.startedBy,
      settingsVersion: configured.settingsVersion,
      undoesRunId: null,
      now: context.now(),
    });
    input.onStarted?.(runId);
    try {
      await noteEvents(db, runId, context.now(), [sayStart(await getRun(db, runId))]);
      return await readPlanApply(context, input, configured, runId);
    } catch (error) {
      await recordFailure(context, { configured, runId, error, signal: input.signal });
      throw error;
    }
  });
}

function assertRunnable({ connection, settings }: ConfiguredConnection, kind: RunKind): void {
  if (connection.state === "new" || connection.state === "disconnected") {
    throw new Conflict(`${connection.name} is not connected. Connect it first: ${quoteCommand("connect", connection.name)}`);
  }
  if (connection.state === "paused" && kind === "scheduled") {
    throw new Conflict(`${connection.name} is paused: ${connection.pausedBecause ?? "its sign-in was refused"}`);
  }
  if (settings.mappings.length === 0) {
    throw new Invalid([
      { at: `${connection.name}: mappings`, says: "without a mapping nobody is imported. Most start with: everyone, to the main site" },
    ]);
  }
}

async function readPlanApply(context: SyncContext, input: ImportInput, configured: ConfiguredConnection, runId: number): Promise<Run> {
  const { db } = context.database;
  const connectionId = configured.connection.id;
  if (input.kind !== "replan") {
    const source = await context.openSource(configured.connection, input.signal);
    const { users, agents } = configured.settings.deactivatesMissing;
    const confirmsAbsence =
      input.kind === "scheduled" && ((users && input.entities.includes("user")) || (agents && input.entities.includes("agent")));
    const outcome = await readDirectory(context, {
      connectionId,
      settings: configured.settings,
      source,
      confirmsAbsence,
      note: (says) => noteEvents(db, runId, context.now(), [says]),
      onProgress: input.onProgress,
    });
    await updateRun(db, runId, { reading: outcome.summary, readingId: outcome.summary.readingId });
    await noteEvents(db, runId, context.now(), explainReadingSummary(outcome.summary));
    if (outcome.kind === "stopped") {
      const now = context.now();
      const milliseconds = now.getTime() - (await getRun(db, runId)).startedAt.getTime();
      await saveRunOutcome(db, runId, { state: "stopped", finishedAt: now, milliseconds, says: outcome.says }, now);
      await noteEvents(db, runId, now, [outcome.says]);
      return await getRun(db, runId);
    }
    await updateRun(db, runId, { state: "planning" });
  }
  input.signal.throwIfAborted();
  const plan = await planRun(context, {
    runId,
    configured,
    entities: input.entities,
    isScheduled: input.kind === "scheduled",
    plansEveryone: input.kind === "replan",
    onProgress: input.onProgress,
    signal: input.signal,
  });
  const milliseconds = context.now().getTime() - (await getRun(db, runId)).startedAt.getTime();
  await updateRun(db, runId, { counts: plan.counts, limits: plan.limits, planHash: plan.planHash, milliseconds });
  await noteEvents(db, runId, context.now(), [`Compared with the desk: ${explainCounts(plan.counts)}.`]);
  if (plan.effects === 0) return await closeWithoutChanges(context, runId);
  return await decide(
    context,
    input,
    runId,
    plan.limits.some((limit) => limit.isTripped),
  );
}

/** Preview, wait for approval, or apply. While another plan of the connection waits, nothing is written. */
async function decide(context: SyncContext, input: ImportInput, runId: number, isTripped: boolean): Promise<Run> {
  const { db } = context.database;
  const run = await getRun(db, runId);
  const waiting = await findWaiting(context, run.connectionId);
  if (waiting !== null) {
    const says = `Run ${waiting.id} waits for approval; until it is approved or rejected, nothing is written. This is what would be done now.`;
    await updateRun(db, runId, { state: "planned", says });
    await noteEvents(db, runId, context.now(), [says]);
    return await getRun(db, runId);
  }
  // A preview asks for nothing: only who wants to apply has to wait, and makes others wait.
  if (isTripped && input.applies) {
    await supersedePlans(db, run.connectionId, runId);
    await saveRunOutcome(db, runId, { state: "waiting", says: explainWaiting(run.limits) }, context.now());
    await noteEvents(db, runId, context.now(), [explainStop(run.limits)]);
    return await getRun(db, runId);
  }
  await updateRun(db, runId, { state: "planned" });
  const limits = isTripped ? `Over a limit. ${listTripped(run.limits).map(explainTripped).join(" ")}` : "Within every limit.";
  await noteEvents(db, runId, context.now(), [input.applies ? limits : `${limits} Ready to apply; nothing has been written.`]);
  await supersedePlans(db, run.connectionId, runId);
  return input.applies ? await finishRun(context, runId, input) : await getRun(db, runId);
}

/** The plan of the connection that waits for somebody. One that nobody answered in time is given up: the directory has moved on. */
async function findWaiting(context: SyncContext, connectionId: number): Promise<Run | null> {
  const { db } = context.database;
  const waiting = await findRunIn(db, connectionId, ["waiting"]);
  if (waiting === null || context.now() < findApprovalEnd(waiting.startedAt)) return waiting;
  const says = `Nobody answered within ${approvalHours} hours; a newer plan took the place of this one. Nothing was written.`;
  await updateRun(db, waiting.id, { state: "superseded", says });
  await noteEvents(db, waiting.id, context.now(), [says]);
  return null;
}

function sayStart(run: Run): string {
  const what = run.entities.length === 2 ? `${explainRunTitle(run)} of ${explainEntities(run.entities)}` : explainRunTitle(run);
  return `Started by ${run.startedBy}: ${what}, with version ${run.settingsVersion} of the settings.`;
}

interface Failure {
  readonly configured: ConfiguredConnection;
  readonly runId: number;
  readonly error: unknown;
  readonly signal: AbortSignal;
}

async function recordFailure(context: SyncContext, { configured, runId, error, signal }: Failure): Promise<void> {
  const { db } = context.database;
  const run = await getRun(db, runId);
  // A run that was applying keeps its state: the next one resumes it.
  if (run.state === "applying" || run.finishedAt !== null) return;
  const reason = signal.aborted ? "Stopped on request." : error instanceof Error ? error.message : String(error);
  const now = context.now();
  const says = `${reason} Nothing was written to the desk.`;
  const milliseconds = now.getTime() - run.startedAt.getTime();
  await saveRunOutcome(db, runId, { state: "failed", finishedAt: now, milliseconds, says }, now);
  await noteEvents(db, runId, now, [says]);
  if (error instanceof DirectoryRefused && error.because === "signIn") await pauseConnection(db, configured.connection.id, error.message);
}
