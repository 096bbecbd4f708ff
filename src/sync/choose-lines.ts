import { type RawBuilder, sql, type Transaction } from "kysely";
import { getConnection } from "../connections/get-connection.ts";
import { explainRunState } from "../core/explain-run.ts";
import { Conflict } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import type { Tables } from "../store/tables.ts";
import { judgePlan } from "./judge-again.ts";
import { findRunIn, getRun, updateRun } from "./run-store.ts";
import { computePlanHash } from "./save-changes.ts";
import { weighTicked } from "./weigh-lines.ts";

/**
 * Locks a plan that is still open for choosing its lines: whoever applies it meanwhile finds it changed, and whoever chooses while it is
 * applied is told.
 */
export async function lockPlan(trx: Transaction<Tables>, runId: number): Promise<Run> {
  await sql`select id from runs where id = ${runId}::int for update`.execute(trx);
  const run = await getRun(trx, runId);
  if (run.state !== "planned" && run.state !== "waiting")
    throw new Conflict(`Run ${runId} is ${explainRunState(run.state)}: its rows can't be chosen any more.`);
  return run;
}

/** Ticks or unticks the lines that the condition names, of those that would be written. */
export async function tickWhere(trx: Transaction<Tables>, runId: number, isTicked: boolean, where: RawBuilder<boolean>): Promise<void> {
  await sql`
    update changes set is_ticked = ${isTicked}::boolean
    where run_id = ${runId}::int and state = 'planned' and is_ticked <> ${isTicked}::boolean and ${where}`.execute(trx);
}

/**
 * Gives a plan whose lines were chosen its new number, and counts again what is ticked. Over a limit it waits for approval where it is to
 * be applied or waited before, and no other plan of its connection waits.
 */
export async function weighAgain(trx: Transaction<Tables>, run: Run, { applies }: { readonly applies: boolean }): Promise<Run> {
  const { settings } = await getConnection(trx, run.connectionId);
  const limits = await judgePlan(trx, run, { totals: await weighTicked(trx, run.id), limits: settings.limits });
  const isTripped = limits.some((limit) => limit.isTripped);
  const waits = isTripped && (applies || run.state === "waiting") && !(await isAnotherWaiting(trx, run));
  await updateRun(trx, run.id, {
    limits,
    planHash: await computePlanHash(trx, run.id, run.connectionId),
    state: waits ? "waiting" : "planned",
  });
  return await getRun(trx, run.id);
}

/** One plan of a connection waits at a time. */
async function isAnotherWaiting(trx: Transaction<Tables>, run: Run): Promise<boolean> {
  const waiting = await findRunIn(trx, run.connectionId, ["waiting"]);
  return waiting !== null && waiting.id !== run.id;
}
