import { type GuardFacts, judgeLimits, unlimited } from "../core/guard.ts";
import { plansTheSame } from "../core/judge-validity.ts";
import type { LimitVerdict, Run } from "../model/run.ts";
import type { Db } from "../store/open-database.ts";
import { isFirstImport } from "./due.ts";
import type { PlanScene } from "./load-plan-scene.ts";

/** A run, the settings that it was planned with, and those in force. */
export type PlanAndSettings = Pick<PlanScene, "run" | "configured" | "settings">;

/** Whether the settings in force would plan something else. */
export function hasNewSettings({ run, configured, settings }: PlanAndSettings): boolean {
  return configured.settingsVersion !== run.settingsVersion && !plansTheSame(configured.settings, settings);
}

/** Limits that were changed since an open plan was made are those that count, as long as nothing else of the settings changed. */
export async function judgeAgain(db: Db, scene: PlanAndSettings): Promise<Run> {
  const { run, configured } = scene;
  const isOpen = run.state === "planned" || run.state === "waiting";
  if (!isOpen || run.kind === "undo" || configured.settingsVersion === run.settingsVersion || hasNewSettings(scene)) return run;
  const value = (name: LimitVerdict["name"]) => run.limits.find((limit) => limit.name === name)?.value ?? 0;
  const totals = {
    deactivations: value("deactivations"),
    roleLosses: value("roleLosses"),
    siteMoves: value("siteMoves"),
    creations: value("creations"),
  };
  return { ...run, limits: await judgePlan(db, run, { totals, limits: configured.settings.limits }) };
}

/** Judges a plan that was made before. A first import has no limit of creations; of a plan back no limit asks. */
export async function judgePlan(db: Db, run: Run, { totals, limits }: Pick<GuardFacts, "totals" | "limits">): Promise<LimitVerdict[]> {
  const isUnlimited = run.limits.some(({ name, count, percent }) => name === "creations" && count === null && percent === null);
  return judgeLimits({
    totals,
    base: run.limits[0]?.base ?? 0,
    limits: run.kind === "undo" ? { ...limits, ...unlimited } : limits,
    // Settings without a limit look the same, and may have got one since.
    isFirstImport: isUnlimited && (await isFirstImport(db, run.connectionId, run.entities)),
  });
}
