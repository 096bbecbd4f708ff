import { type ConfiguredConnection, getConnection } from "../connections/get-connection.ts";
import { pauseConnection } from "../connections/save-connection.ts";
import { quoteCommand } from "../core/quote-command.ts";
import type { Entity } from "../model/desk.ts";
import { Conflict, DirectoryRefused, Invalid } from "../model/errors.ts";
import { planNumber, type Run, type RunKind } from "../model/run.ts";
import { withConnection } from "./claim-connection.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { closeWithoutChanges, finishRun } from "./finish-run.ts";
import { planRun } from "./plan-run.ts";
import { readDirectory } from "./read-directory.ts";
import { findRunIn, getRun, startRun, supersedePlans, updateRun } from "./run-store.ts";

export interface ImportInput {
  readonly connection: number | string;
  readonly kind: Exclude<RunKind, "undo">;
  readonly entities: readonly Entity[];
  /** Applies the plan at once where no limit is tripped; otherwise it stays a preview. */
  readonly applies: boolean;
  readonly startedBy: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
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
    try {
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
      onProgress: input.onProgress,
    });
    await updateRun(db, runId, { reading: outcome.summary, readingId: outcome.summary.readingId });
    if (outcome.kind === "stopped") {
      await updateRun(db, runId, { state: "stopped", finishedAt: context.now(), says: outcome.says });
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
  });
  await updateRun(db, runId, { counts: plan.counts, limits: plan.limits, planHash: plan.planHash });
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
  const waiting = await findRunIn(db, run.connectionId, ["waiting"]);
  if (waiting !== null) {
    await updateRun(db, runId, {
      state: "planned",
      says: `Run ${waiting.id} waits for approval; until it is approved or rejected, nothing is written. This is what would be done now.`,
    });
    return await getRun(db, runId);
  }
  // A preview asks for nothing: only who wants to apply has to wait, and makes others wait.
  if (isTripped && input.applies) {
    await supersedePlans(db, run.connectionId, runId);
    await updateRun(db, runId, { state: "waiting", says: sayTripped(run) });
    return await getRun(db, runId);
  }
  await updateRun(db, runId, { state: "planned" });
  await supersedePlans(db, run.connectionId, runId);
  return input.applies ? await finishRun(context, runId, input) : await getRun(db, runId);
}

const limitWords = {
  deactivations: "people would be deactivated",
  roleLosses: "people would lose a role",
  siteMoves: "people would change site",
  creations: "people would be created",
};

function sayTripped(run: Run): string {
  const tripped = run.limits
    .filter((limit) => limit.isTripped)
    .map((limit) => {
      const allowed = [limit.count === null ? null : `${limit.count} people`, limit.percent === null ? null : `${limit.percent} %`]
        .filter((part) => part !== null)
        .join(" or ");
      return `${limit.value} ${limitWords[limit.name]}: ${limit.share.toFixed(1)} % of ${limit.base}. Your limit is ${allowed}.`;
    });
  return `Waiting for you. ${tripped.join(" ")} Nothing has been written, not even the first. Plan ${planNumber(run)}.`;
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
  await updateRun(db, runId, { state: "failed", finishedAt: context.now(), says: `${reason} Nothing was written to the desk.` });
  if (error instanceof DirectoryRefused && error.because === "signIn") await pauseConnection(db, configured.connection.id, error.message);
}
