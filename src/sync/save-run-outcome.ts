import type { Kysely } from "kysely";
import { noteEvent } from "../desk/events/note-event.ts";
import type { EventName } from "../model/event.ts";
import type { Run, RunState } from "../model/run.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { getRun, type RunUpdate, updateRun } from "./run-store.ts";

const eventOf: Partial<Record<RunState, EventName>> = {
  waiting: "run.waiting",
  applied: "run.applied",
  failed: "run.failed",
  stopped: "run.failed",
};

/** Writes how a run came out, or that it waits, and notes the event in the same transaction. What-ifs are nobody's event. */
export async function saveRunOutcome(db: Kysely<Tables>, runId: number, update: RunUpdate, at: Date): Promise<void> {
  await withinTransaction(db, async (trx) => {
    await updateRun(trx, runId, update);
    const event = update.state === undefined ? undefined : eventOf[update.state];
    if (event === undefined) return;
    const run = await getRun(trx, runId);
    if (run.kind === "whatIf") return;
    await noteRun(trx, event, run, at);
    if (event === "run.applied" && run.undoesRunId !== null) await noteRun(trx, "run.undone", await getRun(trx, run.undoesRunId), at);
  });
}

async function noteRun(trx: Kysely<Tables>, event: EventName, run: Run, at: Date): Promise<void> {
  const connection = await trx.selectFrom("connections").select("name").where("id", "=", run.connectionId).executeTakeFirst();
  const { id, connectionId, kind, entities, state, startedBy, startedAt, finishedAt, undoesRunId, counts, result, says } = run;
  const record = {
    ...{ id, kind, entities, state, connectionId, connection: connection?.name ?? "", startedBy, startedAt, finishedAt, undoesRunId },
    ...{ changes: counts?.kinds ?? null, result, says },
  };
  await noteEvent(trx, { event, recordId: id, by: startedBy, at, record });
}
