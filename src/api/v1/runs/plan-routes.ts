import { Conflict } from "../../../model/errors.ts";
import { getRun } from "../../../sync/run-store.ts";
import { undoRun } from "../../../sync/undo-run.ts";
import { createV1App } from "../v1-app.ts";
import * as routes from "./run-routes.ts";
import { type RunScene, showRun } from "./run-scene.ts";
import { refusePlan, startApply } from "./start-apply.ts";

/** What can be done with a plan: applying or approving it, rejecting, stopping, taking back. */
export function planRoutes(scene: RunScene) {
  const { context, live, views } = scene;
  return createV1App()
    .openapi(routes.applyPlan, async (c) => {
      const { runId } = c.req.valid("param");
      return c.json({ runId: await startApply(scene, views, { ...c.req.valid("json"), runId, by: c.get("by") }) }, 202);
    })
    .openapi(routes.rejectPlan, async (c) => {
      const { runId } = c.req.valid("param");
      await refusePlan(scene, { ...c.req.valid("json"), runId, by: c.get("by") });
      return c.json(await showRun(scene, runId, c.get("agent")), 200);
    })
    .openapi(routes.cancelRun, async (c) => {
      const { runId } = c.req.valid("param");
      const { can } = await showRun(scene, runId, c.get("agent"));
      if (!can.cancel.isPossible) throw new Conflict(can.cancel.because ?? `Run ${runId} can't be stopped.`);
      // Telling what may be done took a while: what is applied by now is let finish.
      const { state } = await getRun(context.database.db, runId);
      if ((state !== "reading" && state !== "planning") || !live.cancel(runId))
        throw new Conflict(`Run ${runId} is past the point where it could be stopped.`);
      return c.json({ runId }, 202);
    })
    .openapi(routes.planUndo, async (c) => {
      const { runId } = c.req.valid("param");
      const { seqs } = c.req.valid("json");
      const { can } = await showRun(scene, runId, c.get("agent"));
      if (!can.undo.isPossible) throw new Conflict(can.undo.because ?? `Run ${runId} can't be taken back.`);
      const input = { runId, people: null, applies: false, startedBy: c.get("by"), ...(seqs !== null && { seqs }) };
      return c.json({ runId: await live.start((watch) => undoRun(context, { ...watch, ...input })) }, 202);
    });
}
