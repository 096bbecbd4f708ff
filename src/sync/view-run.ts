import type { ConfiguredConnection } from "../connections/get-connection.ts";
import { type Approval, explainApproval } from "../core/explain-approval.ts";
import { listTripped } from "../core/explain-limits.ts";
import { explainReadingSummary } from "../core/explain-reading.ts";
import { explainSideEffects } from "../core/explain-side-effects.ts";
import { explainSpared } from "../core/explain-spared.ts";
import { judgeRunActions, type RunActions } from "../core/judge-run-actions.ts";
import { findApprovalEnd, judgeValidity } from "../core/judge-validity.ts";
import type { Entity } from "../model/desk.ts";
import { must } from "../model/errors.ts";
import { type LimitVerdict, type PlanCounts, planNumber, type ReadingSummary, type Run } from "../model/run.ts";
import type { SyncContext } from "./context.ts";
import { findLooksLike } from "./find-looks-like.ts";
import { hasNewSettings, judgeAgain } from "./judge-again.ts";
import { type RunRowView, viewRunRows } from "./list-run-rows.ts";
import { gatherSideEffects } from "./list-side-effects.ts";
import { listDrifting, listLeftOut, listSpared, type SparedLine } from "./list-spared.ts";
import { loadPlanScene, type PlanScene } from "./load-plan-scene.ts";
import type { PlanViews } from "./plan-views.ts";
import { findReadAt, hasImportedBefore } from "./run-history.ts";
import { findRunIn, getRun } from "./run-store.ts";
import { type PlanTotals, totalLines } from "./tally-lines.ts";
import { countPeopleTowards } from "./weigh-lines.ts";

/** One run with everything that its page, the preview and the approval show; but for what only this process knows. */
export interface RunDescription extends RunRowView {
  readonly entities: Entity[];
  readonly type: string;
  readonly account: string;
  readonly settingsVersion: number;
  readonly currentSettingsVersion: number;
  readonly planNumber: string;
  readonly planHash: string | null;
  readonly reading: ReadingSummary | null;
  readonly readingSays: string[];
  readonly isReadingComplete: boolean;
  readonly readAt: string | null;
  readonly validUntil: string | null;
  readonly staleBecause: string | null;
  readonly counts: PlanCounts | null;
  readonly effects: number;
  readonly ticked: number;
  readonly lines: number;
  readonly takesAway: number;
  /** The number that an apply has to name; null where nothing is taken away and no limit is exceeded. */
  readonly confirms: number | null;
  readonly limits: LimitVerdict[];
  readonly isFirstImport: boolean;
  readonly approval: (Approval & { readonly expiresAt: string | null }) | null;
  readonly sideEffects: string[];
  readonly spared: { seq: number; name: string; email: string; says: string }[];
  readonly can: RunActions;
}

export interface RunToDescribe {
  readonly runId: number;
  /** Whether the run is at work in this process. */
  readonly isLive: boolean;
}

/** Says everything about one run. @throws NotFound */
export async function describeRun(context: SyncContext, views: PlanViews, { runId, isLive }: RunToDescribe): Promise<RunDescription> {
  const { db } = context.database;
  const scene = await loadPlanScene(db, await getRun(db, runId));
  const run = await judgeAgain(db, scene);
  const row = must((await viewRunRows(db, [runId]))[0], "the run as a row");
  const { configured, names } = scene;
  const totals = totalLines(await views.tally(db, run));
  const readAt = await findReadAt(db, run);
  const validity = judgeValidity(run, {
    now: context.now(),
    readAt,
    currentSettingsVersion: configured.settingsVersion,
    hasNewSettings: hasNewSettings(scene),
    directory: names.directory,
  });
  const waiting = await findRunIn(db, run.connectionId, ["waiting"]);
  const tripped = await countTripped(context, views, run);
  return {
    ...row,
    ...describeConnection(configured),
    entities: run.entities,
    settingsVersion: run.settingsVersion,
    currentSettingsVersion: configured.settingsVersion,
    planNumber: planNumber(run),
    planHash: run.planHash,
    reading: run.reading,
    readingSays: run.reading === null ? [] : [...explainReadingSummary(run.reading)],
    isReadingComplete: run.reading !== null && run.reading.failedParts.length === 0,
    readAt: readAt?.toISOString() ?? null,
    validUntil: validity.validUntil?.toISOString() ?? null,
    staleBecause: validity.staleBecause,
    counts: run.counts,
    ...countsOf(totals),
    confirms: tripped > 0 ? tripped : totals.takesAway > 0 ? totals.takesAway : null,
    limits: run.limits,
    isFirstImport: run.kind !== "undo" && !(await hasImportedBefore(db, run)),
    approval: await describeApproval(context, views, { ...scene, run }, tripped),
    sideEffects: await describeSideEffects(context, views, { ...scene, run }, totals),
    spared: (await listSparedOf(context, run)).map((line) => ({
      seq: line.seq,
      name: line.change.name,
      email: line.change.email,
      says: `${explainSpared(line, { run, directory: names.directory })}.`,
    })),
    can: judgeRunActions({
      run,
      connection: { name: configured.connection.name, isDisconnected: configured.connection.state === "disconnected" },
      staleBecause: validity.staleBecause,
      ticked: totals.ticked,
      standing: totals.standing,
      undoneByRunId: row.undoneByRunId,
      waiting: waiting?.id === run.id ? null : waiting,
      isLive,
    }),
  };
}

function countsOf({ effects, ticked, lines, takesAway }: PlanTotals) {
  return { effects, ticked, lines, takesAway };
}

function describeConnection({ connection }: ConfiguredConnection) {
  const { signIn } = connection;
  const account = signIn.account ?? (signIn.kind === "serviceAccount" ? signIn.subject : "");
  return { type: { google: "Google Workspace" }[connection.provider], account };
}

async function countTripped({ database: { db } }: SyncContext, views: PlanViews, run: Run): Promise<number> {
  const names = listTripped(run.limits).map((limit) => limit.name);
  if (names.length === 0) return 0;
  return await views.remember(db, run, `tripped ${names}`, () => countPeopleTowards(db, run.id, names));
}

async function describeApproval(
  { database: { db } }: SyncContext,
  views: PlanViews,
  scene: PlanScene,
  tripped: number,
): Promise<RunDescription["approval"]> {
  const { run } = scene;
  if (run.state !== "waiting") return null;
  const names = listTripped(run.limits).map((limit) => limit.name);
  const looksLike = await views.remember(db, run, `looks like ${names}`, () => findLooksLike(db, scene, names));
  const expiresAt = findApprovalEnd(run.startedAt);
  return { ...explainApproval({ runId: run.id, limits: run.limits, looksLike, tripped, expiresAt }), expiresAt: expiresAt.toISOString() };
}

async function describeSideEffects(
  { database: { db } }: SyncContext,
  views: PlanViews,
  scene: PlanScene,
  totals: PlanTotals,
): Promise<string[]> {
  const { run } = scene;
  const isOpen = run.state === "planned" || run.state === "waiting" || run.state === "shown";
  if (!isOpen) return [];
  return await views.remember(db, run, "side effects", async () => [...explainSideEffects(await gatherSideEffects(db, scene, totals))]);
}

/** Who is left alone: by an open plan whoever was changed since it was made, by a run that is over whoever was left out. */
async function listSparedOf({ database: { db } }: SyncContext, run: Run): Promise<readonly SparedLine[]> {
  if (run.counts === null || run.kind === "whatIf") return [];
  const isOpen = run.state === "planned" || run.state === "waiting";
  const drifting = isOpen ? await listDrifting(db, run) : [];
  if (run.kind === "undo") return [...(await listSpared(db, run)), ...drifting];
  return isOpen ? drifting : await listLeftOut(db, run);
}
