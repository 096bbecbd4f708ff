import { explainTime } from "../core/explain-names.ts";
import { Conflict } from "../model/errors.ts";
import type { SyncContext, Watch } from "./context.ts";
import { finishRun } from "./finish-run.ts";
import { findRunIn } from "./run-store.ts";
import { saveRunOutcome } from "./save-run-outcome.ts";

/**
 * Does work as the only run of a connection. Whoever comes second is told. Runs that a dead process left behind come first: one that
 * was reading or planning had written nothing and is closed; one that was applying goes on where it stopped.
 */
export async function withConnection<T>(context: SyncContext, connectionId: number, watch: Watch, work: () => Promise<T>): Promise<T> {
  const claim = await context.database.claimRun(connectionId);
  if (claim === null) {
    const running = await findRunIn(context.database.db, connectionId, ["reading", "planning", "applying"]);
    const who = running === null ? "Another run" : `Run ${running.id}, started by ${running.startedBy} ${explainTime(running.startedAt)},`;
    throw new Conflict(`${who} is at work on this connection. One runs at a time: wait for it, then try again.`);
  }
  try {
    await closeInterrupted(context, connectionId);
    const interrupted = await findRunIn(context.database.db, connectionId, ["applying"]);
    if (interrupted !== null) await finishRun(context, interrupted.id, watch);
    return await work();
  } finally {
    await claim.release();
  }
}

async function closeInterrupted(context: SyncContext, connectionId: number): Promise<void> {
  const { db } = context.database;
  const left = await findRunIn(db, connectionId, ["reading", "planning"]);
  if (left === null) return;
  const says = `Interrupted while ${left.state}. Nothing was written to the desk.`;
  await saveRunOutcome(db, left.id, { state: "failed", finishedAt: context.now(), says }, context.now());
}
