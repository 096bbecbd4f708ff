import { Conflict } from "../model/errors.ts";
import type { SyncContext } from "./context.ts";
import { findRunIn, updateRun } from "./run-store.ts";

/**
 * Does work as the only run of a connection. Whoever comes second is told. Runs that a dead process left behind are closed first:
 * one that was reading or planning had written nothing; one that was applying goes on with {@link resumeRun}.
 */
export async function withConnection<T>(context: SyncContext, connectionId: number, work: () => Promise<T>): Promise<T> {
  const claim = await context.database.claimRun(connectionId);
  if (claim === null) {
    const running = await findRunIn(context.database.db, connectionId, ["reading", "planning", "applying"]);
    const who = running === null ? "Another run" : `Run ${running.id}, started by ${running.startedBy} at ${running.startedAt.toISOString()},`;
    throw new Conflict(`${who} is at work on this connection. One runs at a time: wait for it, then try again.`);
  }
  try {
    await closeInterrupted(context, connectionId);
    return await work();
  } finally {
    await claim.release();
  }
}

async function closeInterrupted(context: SyncContext, connectionId: number): Promise<void> {
  const { db } = context.database;
  const left = await findRunIn(db, connectionId, ["reading", "planning"]);
  if (left === null) return;
  await updateRun(db, left.id, {
    state: "failed",
    finishedAt: context.now(),
    says: `Interrupted while ${left.state}. Nothing was written to the desk.`,
  });
}
