import type { PlanViews } from "../../../sync/plan-views.ts";
import { describeRun } from "../../../sync/view-run.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { RunView } from "../shapes/run.ts";
import type { Looking, Viewer } from "./create-looking.ts";

/** What the routes of runs depend on: everything, what is remembered of plans, and who looks at them. */
export interface RunScene extends ApiDependencies {
  readonly views: PlanViews;
  readonly looking: Looking;
}

/** A run as its page shows it to somebody, with what only this process knows. @throws NotFound */
export async function showRun({ context, views, live, looking }: RunScene, runId: number, viewer: Viewer): Promise<RunView> {
  const run = await describeRun(context, views, { runId, isLive: live.isLive(runId) });
  return { ...run, progress: live.findProgress(runId), alsoLooking: [...looking.listOthers(runId, viewer.id)] };
}
