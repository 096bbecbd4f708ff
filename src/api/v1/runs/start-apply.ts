import { Conflict, Invalid } from "../../../model/errors.ts";
import { planNumber } from "../../../model/run.ts";
import { approvePlan, isPlan, rejectPlan } from "../../../sync/approve-plan.ts";
import type { PlanViews } from "../../../sync/plan-views.ts";
import { getRun } from "../../../sync/run-store.ts";
import { totalLines } from "../../../sync/tally-lines.ts";
import { describeRun, type RunDescription } from "../../../sync/view-run.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { PlanToApply } from "../shapes/run.ts";

export interface PlanRequest extends PlanToApply {
  readonly runId: number;
  readonly by: string;
}

/**
 * Begins to carry out exactly the plan that is named; returns as soon as it applies.
 * @throws Conflict when the plan has another number by now, or may not be applied
 * @throws Invalid when it takes something away and the number of those lines is not confirmed
 */
export async function startApply(needs: ApiDependencies, views: PlanViews, { runId, plan, by, ...input }: PlanRequest): Promise<number> {
  const { context, live } = needs;
  const run = await describeRun(context, views, { runId, isLive: live.isLive(runId) });
  await assertPlan(needs, runId, plan);
  const { isPossible, because } = run.state === "waiting" ? run.can.approve : run.can.apply;
  if (!isPossible) throw new Conflict(because ?? `Plan ${run.planNumber} can't be applied.`);
  const isWithoutTripped = input.without === "tripped";
  await assertConfirmed(needs, views, { run, confirms: input.confirms, isWithoutTripped });
  return await live.start((watch) =>
    approvePlan(context, {
      ...watch,
      connection: run.connectionId,
      runId,
      plan,
      by,
      isWithoutTripped,
      ...(input.reason !== undefined && { reason: input.reason }),
    }),
  );
}

/** Refuses a plan, and holds whoever tripped a limit. @throws Conflict when the plan has another number by now, or is no longer open */
export async function refusePlan(
  needs: ApiDependencies,
  { runId, plan, by, reason }: Omit<PlanRequest, "confirms" | "without">,
): Promise<void> {
  await assertPlan(needs, runId, plan);
  const { db } = needs.database;
  const { connectionId } = await getRun(db, runId);
  await rejectPlan(needs.context, { connection: connectionId, runId, plan, by, ...(reason !== undefined && { reason }) });
}

/** Whoever names another plan than there is has not seen what would be applied. */
async function assertPlan({ database: { db } }: ApiDependencies, runId: number, plan: string): Promise<void> {
  const run = await getRun(db, runId);
  if (run.planHash === null) throw new Conflict(`Run ${runId} has no plan that could be applied.`);
  if (!isPlan(run, plan)) {
    const named = /^[0-9a-f]{64}$/.test(plan) ? planNumber({ id: runId, planHash: plan }) : plan;
    throw new Conflict(`This is plan ${planNumber(run)} by now, not ${named}: rows were chosen meanwhile. Look at it again.`);
  }
}

interface Confirmation {
  readonly run: RunDescription;
  readonly confirms: number | undefined;
  readonly isWithoutTripped: boolean;
}

async function assertConfirmed(needs: ApiDependencies, views: PlanViews, { run, confirms, isWithoutTripped }: Confirmation): Promise<void> {
  const accepted = isWithoutTripped ? await countRest(needs, views, run) : [run.confirms, run.takesAway];
  const numbers = accepted.filter((n) => n !== null && n > 0);
  const [wanted] = numbers;
  if (wanted === undefined || (confirms !== undefined && numbers.includes(confirms))) return;
  const says = `${wanted} ${wanted === 1 ? "person is" : "people are"} concerned by what is taken away or exceeds a limit: confirm this number`;
  throw new Invalid([{ at: "confirms", says: confirms === undefined ? says : `${says}, not ${confirms}` }]);
}

/** What would still be taken away without the lines over the limit. */
async function countRest({ database: { db } }: ApiDependencies, views: PlanViews, run: RunDescription): Promise<(number | null)[]> {
  const tripped = new Set(run.limits.filter((limit) => limit.isTripped).map((limit) => limit.name));
  const tally = await views.tally(db, await getRun(db, run.id));
  const rest = tally.filter(({ kind, losesRole, movesSite }) => {
    const shuts = kind === "deactivate" || kind === "remove";
    const counts =
      (tripped.has("deactivations") && shuts) || (tripped.has("roleLosses") && losesRole) || (tripped.has("siteMoves") && movesSite);
    return !counts && !(tripped.has("creations") && kind === "create");
  });
  return [totalLines(rest).takesAway];
}
