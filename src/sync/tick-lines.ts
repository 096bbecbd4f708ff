import { sql } from "kysely";
import { explainRunState } from "../core/explain-run.ts";
import { Conflict, Invalid } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import { lockPlan, tickWhere, weighAgain } from "./choose-lines.ts";
import type { SyncContext } from "./context.ts";
import { type PlanFilter, whereLine } from "./line-query.ts";
import { loadPlanSettings } from "./load-plan-settings.ts";
import { getRun } from "./run-store.ts";

/** Which rows of a preview to keep, by address or directory id. */
export interface Choice {
  readonly kind: "only" | "without";
  readonly people: readonly string[];
  /** Whether the chosen rows are to be applied: over a limit, the plan then waits for approval. */
  readonly applies?: boolean;
}

/**
 * Chooses the rows of a preview: only these people, or all but these, by address or directory id. The plan gets another hash, and the
 * limits count what is ticked.
 * @throws Invalid naming everybody who is not in the plan; nothing is ticked or unticked then
 */
export async function tickLines(context: SyncContext, runId: number, choice: Choice): Promise<Run> {
  const { db } = context.database;
  const run = await getRun(db, runId);
  if (run.state !== "planned" && run.state !== "waiting")
    throw new Conflict(`Run ${runId} is ${explainRunState(run.state)}: its rows can't be chosen any more.`);
  const seqs = await findSeqs(db, runId, choice.people);
  const isChosen = sql<boolean>`seq = any(${seqs}::int[])`;
  const isOnly = choice.kind === "only";
  return await db.transaction().execute(async (trx) => {
    const locked = await lockPlan(trx, runId);
    await tickWhere(trx, runId, isOnly, isChosen);
    await tickWhere(trx, runId, !isOnly, sql<boolean>`not ${isChosen}`);
    return await weighAgain(trx, locked, { applies: choice.applies === true });
  });
}

async function findSeqs(db: Db, runId: number, people: readonly string[]): Promise<readonly number[]> {
  const wanted = people.map((person) => person.trim());
  const addresses = wanted.map((person) => person.toLowerCase());
  const rows = await db
    .selectFrom("changes")
    .select(["seq", "email", "external_id"])
    .where("run_id", "=", runId)
    .where("state", "=", "planned")
    .where(sql<boolean>`(lower(email) = any(${addresses}::text[]) or external_id = any(${wanted}::text[]))`)
    .execute();
  const found = new Set(rows.flatMap((row) => [row.email.toLowerCase(), row.external_id ?? ""]));
  const missing = wanted.filter((person) => !found.has(person) && !found.has(person.toLowerCase()));
  if (missing.length > 0)
    throw new Invalid(missing.map((person) => ({ at: person, says: `no row of run ${runId} that would be written is about this person` })));
  return rows.map((row) => row.seq);
}

/** Which lines of a plan to tick or untick: by place, or everything that a filter lets through. */
export type TickWhich =
  | { readonly kind: "places"; readonly seqs: readonly number[] }
  | { readonly kind: "filter"; readonly filter: PlanFilter };

/**
 * Ticks or unticks lines of a plan, leaving the others as they are, in one statement however many they are. The plan gets another hash,
 * and the limits count what is ticked.
 * @throws Conflict when the plan is applied, or about to be
 * @throws Invalid for a place that the plan does not have, or that writes nothing
 */
export async function setTicks(context: SyncContext, runId: number, which: TickWhich, isTicked: boolean): Promise<Run> {
  const { db } = context.database;
  const plan = await getRun(db, runId);
  const where =
    which.kind === "places" ? sql<boolean>`seq = any(${which.seqs}::int[])` : whereLine(which.filter, await loadPlanSettings(db, plan));
  return await db.transaction().execute(async (trx) => {
    const run = await lockPlan(trx, runId);
    if (which.kind === "places") await assertWritable(trx, runId, which.seqs);
    await tickWhere(trx, runId, isTicked, where);
    return await weighAgain(trx, run, { applies: false });
  });
}

async function assertWritable(db: Db, runId: number, seqs: readonly number[]): Promise<void> {
  const rows = await db
    .selectFrom("changes")
    .select("seq")
    .where("run_id", "=", runId)
    .where("state", "=", "planned")
    .where(sql<boolean>`seq = any(${seqs}::int[])`)
    .execute();
  const known = new Set(rows.map((row) => row.seq));
  const faults = seqs
    .map((seq, index) => ({ seq, at: `seqs[${index}]` }))
    .filter(({ seq }) => !known.has(seq))
    .map(({ seq, at }) => ({ at, says: `row ${seq} of run ${runId} writes nothing, or does not exist` }));
  if (faults.length > 0) throw new Invalid(faults.slice(0, 20));
}
