import { Invalid } from "../../../model/errors.ts";
import { planNumber } from "../../../model/run.ts";
import { listFacets } from "../../../sync/list-facets.ts";
import { loadPlanScene } from "../../../sync/load-plan-scene.ts";
import { getRun } from "../../../sync/run-store.ts";
import { setTicks } from "../../../sync/tick-lines.ts";
import { viewChange, viewChanges } from "../../../sync/view-changes.ts";
import { readPage, writePage } from "../read-page.ts";
import type { ChangeFilter } from "../shapes/run.ts";
import { createV1App } from "../v1-app.ts";
import { exportLines } from "./export-lines.ts";
import { parseFilter, parseOrder } from "./parse-filter.ts";
import * as routes from "./run-routes.ts";
import { type RunScene, showRun } from "./run-scene.ts";

/** The lines of a plan: windows of them, one opened, what filters offer, a file, choosing. */
export function lineRoutes(scene: RunScene) {
  const { db } = scene.database;

  async function listPlaces(runId: number, filter: ChangeFilter) {
    const plan = await loadPlanScene(db, await getRun(db, runId));
    return { plan, places: await scene.views.places(db, plan, parseFilter(filter, plan.run), parseOrder(filter.sort)) };
  }

  return createV1App()
    .openapi(routes.listLines, async (c) => {
      const query = c.req.valid("query");
      const page = readPage(query);
      const { plan, places } = await listPlaces(c.req.valid("param").runId, query);
      const rows = await viewChanges(db, plan, [...places.subarray(page.from, page.from + page.limit)]);
      return c.json(writePage(rows, places.length, page), 200);
    })
    .openapi(routes.getLine, async (c) => {
      const { runId, seq } = c.req.valid("param");
      const plan = await loadPlanScene(db, await getRun(db, runId));
      return c.json(await viewChange(db, plan, seq), 200);
    })
    .openapi(routes.getFacets, async (c) => {
      const plan = await loadPlanScene(db, await getRun(db, c.req.valid("param").runId));
      return c.json(listFacets(await scene.views.tally(db, plan.run), plan.names), 200);
    })
    .openapi(routes.exportLines, async (c) => {
      const { format, ...filter } = c.req.valid("query");
      const { plan, places } = await listPlaces(c.req.valid("param").runId, filter);
      c.header("content-disposition", `attachment; filename="plan-${planNumber(plan.run)}.${format}"`);
      c.header("content-type", format === "csv" ? "text/csv; charset=utf-8" : "application/json");
      return c.body(exportLines(db, { scene: plan, places, format }), 200);
    })
    .openapi(routes.setTicks, async (c) => {
      const { runId } = c.req.valid("param");
      const { isTicked, seqs, filter } = c.req.valid("json");
      if ((seqs === undefined) === (filter === undefined))
        throw new Invalid([{ at: "seqs", says: "name rows by their places, or by a filter: one of the two" }]);
      const run = await getRun(db, runId);
      const which =
        seqs === undefined ? ({ kind: "filter", filter: parseFilter(filter ?? {}, run) } as const) : ({ kind: "places", seqs } as const);
      await setTicks(scene.context, runId, which, isTicked);
      return c.json(await showRun(scene, runId, c.get("agent")), 200);
    });
}
