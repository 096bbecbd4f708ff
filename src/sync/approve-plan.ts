import { sql } from "kysely";
import { type ConfiguredConnection, getConnection } from "../connections/get-connection.ts";
import { explainCount } from "../core/explain-names.ts";
import { explainRunState } from "../core/explain-run.ts";
import { approvalHours, findApprovalEnd, plansTheSame } from "../core/judge-validity.ts";
import { EffectKind } from "../model/change.ts";
import { Conflict, NotFound } from "../model/errors.ts";
import { planNumber, type Run } from "../model/run.ts";
import type { LimitName } from "../model/settings.ts";
import type { Database, Db } from "../store/open-database.ts";
import { lockPlan, tickWhere, weighAgain } from "./choose-lines.ts";
import { withConnection } from "./claim-connection.ts";
import type { SyncContext, Watch } from "./context.ts";
import { finishRun } from "./finish-run.ts";
import { holdPeople } from "./holds.ts";
import { judgeAgain } from "./judge-again.ts";
import { loadPlanSettings } from "./load-plan-settings.ts";
import { noteEvents } from "./run-events.ts";
import { findRunIn, getRun, listRuns, supersedePlans, updateRun } from "./run-store.ts";
import { computePlanHash, findLastSeq } from "./save-changes.ts";
import { countsTowardsAny } from "./weigh-lines.ts";

/** The plan that somebody means, and who answers it. */
export interface PlanToAnswer {
  readonly connection: number | string;
  /** The plan as people name it: `15-C402`, its hash or the first eight digits of it. Null: the newest preview. */
  readonly plan: string | null;
  /** The run that the plan must be of, where that is known. */
  readonly runId?: number;
  readonly by: string;
  /** Why, in the words of whoever answers; kept in the run's log. */
  readonly reason?: string;
}

export interface PlanToApply extends PlanToAnswer, Watch {
  /** Leaves out the lines that tripped a limit, and holds their people. */
  readonly isWithoutTripped?: boolean;
  /** Told the run's number as soon as it applies. */
  readonly onStarted?: (runId: number) => void;
}

/**
 * Carries out a preview, or a plan that waits for approval: exactly that plan, named by its hash. Previews that are older than the
 * settings are refused, but for changed limits: those a person judges.
 * @throws Conflict when the plan is no longer the one that was named
 */
export async function approvePlan(context: SyncContext, input: PlanToApply): Promise<Run> {
  const { db } = context.database;
  const configured = await getConnection(db, input.connection);
  return await withConnection(context, configured.connection.id, input, async () => {
    const named = await findPlan(db, configured.connection.id, input);
    await assertApplicable(context, configured, named);
    await verifyLines(context.database, named.id);
    if ((await computePlanHash(db, named.id, named.connectionId)) !== named.planHash) {
      throw new Conflict(`Plan ${planNumber(named)} is not the plan that was shown: its lines changed. Make a new one.`);
    }
    const run = input.isWithoutTripped === true ? await leaveOutTripped(context, await judgeNow(db, configured, named), input.by) : named;
    await beginApplying(db, run);
    await noteEvents(db, run.id, context.now(), [await sayApproval(db, run, input)]);
    await updateRun(db, run.id, { says: `Approved by ${input.by}.` });
    input.onStarted?.(run.id);
    return await finishRun(context, run.id, input);
  });
}

async function assertApplicable(
  context: SyncContext,
  { connection, settings, settingsVersion }: ConfiguredConnection,
  run: Run,
): Promise<void> {
  const { db } = context.database;
  if (run.kind === "undo") return;
  if (connection.state === "disconnected") throw new Conflict(`${connection.name} was disconnected: its plans are not applied any more.`);
  const waiting = await findRunIn(db, connection.id, ["waiting"]);
  if (waiting !== null && waiting.id !== run.id) {
    throw new Conflict(
      `Plan ${planNumber(waiting)} waits for approval: approve or reject that one first. Until then nothing else of ${connection.name} is written.`,
    );
  }
  if (run.settingsVersion !== settingsVersion && !plansTheSame(await loadPlanSettings(db, run), settings)) {
    throw new Conflict(
      `Plan ${planNumber(run)} was made with version ${run.settingsVersion} of the settings; version ${settingsVersion} is in force. Make a new plan.`,
    );
  }
  if (run.state === "waiting" && context.now() >= findApprovalEnd(run.startedAt))
    throw new Conflict(`Plan ${planNumber(run)} waited for more than ${approvalHours} hours. Make a new plan.`);
}

/** From here on the plan's lines are carried out: whoever chose lines since it was checked has made another plan of it. */
async function beginApplying(db: Db, run: Run): Promise<void> {
  const answer = await db
    .updateTable("runs")
    .set({ state: "applying" })
    .where("id", "=", run.id)
    .where("state", "in", ["planned", "waiting"])
    .where("plan_hash", "=", run.planHash)
    .executeTakeFirst();
  if (answer.numUpdatedRows === 0n) {
    throw changedMeanwhile(run, await getRun(db, run.id));
  }
}

function changedMeanwhile(named: Run, now: Run): Conflict {
  return new Conflict(`Plan ${planNumber(named)} is plan ${planNumber(now)} by now, and ${explainRunState(now.state)}. Look at it again.`);
}

async function sayApproval(db: Db, run: Run, { by, reason = "", isWithoutTripped }: PlanToApply): Promise<string> {
  const row = await db
    .selectFrom("changes")
    .select((eb) => eb.fn.countAll<string>().as("n"))
    .where("run_id", "=", run.id)
    .where("state", "=", "planned")
    .where("is_ticked", "=", true)
    .executeTakeFirstOrThrow();
  const without = isWithoutTripped === true ? ", without the rows over the limit" : "";
  const why = reason.trim() === "" ? "" : ` Reason: ${reason.trim()}`;
  return `Approved by ${by}: plan ${planNumber(run)}, ${explainCount(Number(row.n), "change", "changes")}${without}.${why}`;
}

/** Lines checked in one statement: the embedded database computes on this thread. */
const linesChecked = 5000;

/** Checks the digest of every line, so that a plan with a line that is not as it was planned is refused before its first write. */
async function verifyLines({ db, breathe }: Database, runId: number): Promise<void> {
  const last = await findLastSeq(db, runId);
  for (let after = 0; after < last; after += linesChecked) {
    const answer = await sql<{ seq: number }>`
      select seq from changes
      where run_id = ${runId}::int and seq > ${after}::int and seq <= ${after + linesChecked}::int and kind = any(${[...EffectKind.options]})
        and digest <> sha256(convert_to(detail, 'UTF8')) limit 1`.execute(db);
    const [broken] = answer.rows;
    if (broken !== undefined) {
      throw new Conflict(
        `Line ${broken.seq} of run ${runId} is not the line that was planned. Nothing more of this plan is carried out; make a new one.`,
      );
    }
    await breathe();
  }
}

/** A plan with the limits that stopped it, and those in force that it exceeds by now: what people are shown. */
async function judgeNow(db: Db, configured: ConfiguredConnection, run: Run): Promise<Run> {
  const now = await judgeAgain(db, { run, configured, settings: await loadPlanSettings(db, run) });
  const before = new Set(listTripped(run));
  return { ...run, limits: now.limits.map((limit) => ({ ...limit, isTripped: limit.isTripped || before.has(limit.name) })) };
}

/**
 * Unticks the lines that limits stopped the plan for, and holds their people, so that the next run does not ask again.
 * @throws Conflict when somebody chose lines since the plan was checked
 */
async function leaveOutTripped({ database: { db } }: SyncContext, named: Run, by: string): Promise<Run> {
  const tripped = listTripped(named);
  if (tripped.length === 0) throw new Conflict(`Plan ${planNumber(named)} is within every limit: there is nothing to leave out.`);
  return await db.transaction().execute(async (trx) => {
    const locked = await lockPlan(trx, named.id);
    if (locked.planHash !== named.planHash) throw changedMeanwhile(named, locked);
    await holdTripped(trx, named, `plan ${planNumber(named)} was approved without them by ${by}`);
    await tickWhere(trx, named.id, false, countsTowardsAny(tripped));
    const run = await weighAgain(trx, locked, { applies: false });
    const rest = await trx
      .selectFrom("changes")
      .select("seq")
      .where("run_id", "=", run.id)
      .where("state", "=", "planned")
      .where("is_ticked", "=", true)
      .limit(1)
      .executeTakeFirst();
    if (rest === undefined)
      throw new Conflict(`Without the rows over the limit nothing of plan ${planNumber(named)} is left. Reject it instead.`);
    return run;
  });
}

/**
 * Refuses a plan. The people who tripped a limit are held until the directory changes again or somebody releases them, so that the
 * next run does not ask the same question.
 */
export async function rejectPlan(context: SyncContext, input: PlanToAnswer): Promise<{ run: Run; held: number }> {
  const { db } = context.database;
  const configured = await getConnection(db, input.connection);
  const { connection } = configured;
  return await withConnection(context, connection.id, { onProgress: () => undefined }, async () => {
    const run = await judgeNow(db, configured, await findPlan(db, connection.id, input));
    await supersedePlans(db, connection.id, run.id);
    const held = await holdTripped(db, run, `plan ${planNumber(run)} was rejected by ${input.by}`);
    const why = input.reason === undefined || input.reason.trim() === "" ? "" : ` Reason: ${input.reason.trim()}`;
    const says = `Rejected by ${input.by}. Nothing was written; ${held} held until the directory changes again.`;
    await updateRun(db, run.id, { state: "rejected", finishedAt: context.now(), says });
    await noteEvents(db, run.id, context.now(), [`${says}${why}`]);
    return { run: await getRun(db, run.id), held };
  });
}

function listTripped(run: Run): readonly LimitName[] {
  return run.limits.filter((limit) => limit.isTripped).map((limit) => limit.name);
}

/** Holds everybody whom a limit stopped the plan for; returns how many lines that were. */
async function holdTripped(db: Db, run: Run, because: string): Promise<number> {
  const condition = countsTowardsAny(listTripped(run));
  let held = 0;
  for (const entity of run.entities) {
    const answer = await sql<{ external_id: string }>`
      select external_id from changes
      where run_id = ${run.id}::int and entity = ${entity} and external_id is not null and state = 'planned' and ${condition}`.execute(db);
    const ids = answer.rows.map((row) => row.external_id);
    await holdPeople(db, run.connectionId, entity, ids, because);
    held += ids.length;
  }
  return held;
}

/** Finds the plan that somebody means, among those that may still be applied. */
async function findPlan(db: Db, connectionId: number, { plan, runId }: Pick<PlanToAnswer, "plan" | "runId">): Promise<Run> {
  if (plan === null) {
    const newest = await findRunIn(db, connectionId, ["planned", "waiting"]);
    if (newest === null) throw new NotFound("There is no plan to apply. Make one with: npm run muster -- import <connection>");
    return newest;
  }
  const runs = runId === undefined ? await listRuns(db, { connectionId, limit: 200 }) : [await getRun(db, runId)];
  const run = runs.find((candidate) => candidate.connectionId === connectionId && isPlan(candidate, plan));
  if (run === undefined) {
    const now = runId === undefined ? undefined : runs[0];
    if (now !== undefined && now.planHash !== null && (now.state === "planned" || now.state === "waiting"))
      throw new Conflict(`Plan ${plan} is plan ${planNumber(now)} by now: rows were chosen meanwhile. Look at it again.`);
    throw new NotFound(`There is no plan ${plan} on this connection.`);
  }
  if (run.state !== "planned" && run.state !== "waiting")
    throw new Conflict(`Plan ${planNumber(run)} can't be applied any more: it is ${explainRunState(run.state)}. ${run.says ?? ""}`);
  return run;
}

/** Whether somebody who says this means the plan of that run. */
export function isPlan(run: Run, plan: string): boolean {
  if (run.planHash === null) return false;
  const text = plan.trim().toLowerCase();
  return planNumber(run).toLowerCase() === text || (text.length >= 8 && run.planHash.startsWith(text));
}
