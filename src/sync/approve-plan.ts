import { getConnection } from "../connections/get-connection.ts";
import { explainRunState } from "../core/explain-run.ts";
import { weigh } from "../core/guard.ts";
import { EffectKind } from "../model/change.ts";
import { Conflict, NotFound } from "../model/errors.ts";
import { planNumber, type Run } from "../model/run.ts";
import type { LimitName } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";
import { withConnection } from "./claim-connection.ts";
import type { SyncContext, Watch } from "./context.ts";
import { finishRun } from "./finish-run.ts";
import { holdPeople } from "./holds.ts";
import { findRunIn, getRun, listRuns, supersedePlans, updateRun } from "./run-store.ts";
import { computePlanHash, streamChanges } from "./save-changes.ts";

export interface PlanToApply extends Watch {
  readonly connection: number | string;
  /** The plan as people name it: `15-C402`, its hash or the first eight digits of it. Null: the newest preview. */
  readonly plan: string | null;
  readonly by: string;
}

/**
 * Carries out a preview, or a plan that waits for approval: exactly that plan, named by its hash. Previews that are older than the
 * settings are refused.
 * @throws Conflict when the plan is no longer the one that was named
 */
export async function approvePlan(context: SyncContext, input: PlanToApply): Promise<Run> {
  const { db } = context.database;
  const { connection, settingsVersion } = await getConnection(db, input.connection);
  return await withConnection(context, connection.id, input, async () => {
    const run = await findPlan(db, connection.id, input.plan);
    if (connection.state === "disconnected" && run.kind !== "undo")
      throw new Conflict(`${connection.name} was disconnected: its plans are not applied any more.`);
    const waiting = await findRunIn(db, connection.id, ["waiting"]);
    if (run.kind !== "undo" && waiting !== null && waiting.id !== run.id) {
      throw new Conflict(
        `Plan ${planNumber(waiting)} waits for approval: approve or reject that one first. Until then nothing else of ${connection.name} is written.`,
      );
    }
    if (run.kind !== "undo" && run.settingsVersion !== settingsVersion) {
      throw new Conflict(
        `Plan ${planNumber(run)} was made with version ${run.settingsVersion} of the settings; version ${settingsVersion} is in force. Make a new plan.`,
      );
    }
    await verifyLines(db, run.id);
    if ((await computePlanHash(db, run.id, connection.id)) !== run.planHash) {
      throw new Conflict(`Plan ${planNumber(run)} is not the plan that was shown: its lines changed. Make a new one.`);
    }
    await updateRun(db, run.id, { says: `Approved by ${input.by}.` });
    return await finishRun(context, run.id, input);
  });
}

/** Reads every line once, so that a plan with a line that is not as it was planned is refused before its first write. */
async function verifyLines(db: Db, runId: number): Promise<void> {
  for await (const _line of streamChanges(db, runId, { kinds: EffectKind.options })) {
    // Reading a line checks its digest.
  }
}

/**
 * Refuses a plan. The people who tripped a limit are held until the directory changes again or somebody releases them, so that the
 * next run does not ask the same question.
 */
export async function rejectPlan(context: SyncContext, input: Omit<PlanToApply, keyof Watch>): Promise<{ run: Run; held: number }> {
  const { db } = context.database;
  const { connection } = await getConnection(db, input.connection);
  return await withConnection(context, connection.id, { onProgress: () => undefined }, async () => {
    const run = await findPlan(db, connection.id, input.plan);
    await supersedePlans(db, connection.id, run.id);
    const tripped = run.limits.filter((limit) => limit.isTripped).map((limit) => limit.name);
    let held = 0;
    for (const entity of run.entities) {
      const ids = await listTripped(db, run.id, entity, tripped);
      await holdPeople(db, connection.id, entity, ids, `plan ${planNumber(run)} was rejected by ${input.by}`);
      held += ids.length;
    }
    await updateRun(db, run.id, {
      state: "rejected",
      finishedAt: context.now(),
      says: `Rejected by ${input.by}. Nothing was written; ${held} held until the directory changes again.`,
    });
    return { run: await getRun(db, run.id), held };
  });
}

async function listTripped(db: Db, runId: number, entity: string, tripped: readonly LimitName[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { change } of streamChanges(db, runId, { kinds: EffectKind.options })) {
    const weight = weigh(change);
    if (change.entity === entity && change.externalId !== null && tripped.some((name) => weight[name] > 0)) ids.push(change.externalId);
  }
  return ids;
}

/** Finds the plan that somebody means, among those that may still be applied. */
async function findPlan(db: Db, connectionId: number, plan: string | null): Promise<Run> {
  if (plan === null) {
    const newest = await findRunIn(db, connectionId, ["planned", "waiting"]);
    if (newest === null) throw new NotFound("There is no plan to apply. Make one with: npm run muster -- import <connection>");
    return newest;
  }
  const text = plan.trim().toLowerCase();
  const runs = await listRuns(db, { connectionId, limit: 200 });
  const run = runs.find((candidate) => names(candidate, text));
  if (run === undefined) throw new NotFound(`There is no plan ${plan} on this connection.`);
  if (run.state !== "planned" && run.state !== "waiting")
    throw new Conflict(`Plan ${planNumber(run)} can't be applied any more: it is ${explainRunState(run.state)}. ${run.says ?? ""}`);
  return run;
}

function names(run: Run, text: string): boolean {
  if (run.planHash === null) return false;
  return planNumber(run).toLowerCase() === text || (text.length >= 8 && run.planHash.startsWith(text));
}
