import { Forbidden } from "../../../model/errors.ts";
import { listRunRows, type RunFilter } from "../../../sync/list-run-rows.ts";
import { readPage, writePage } from "../read-page.ts";
import type { RunsQuery } from "../shapes/run.ts";
import { createV1App } from "../v1-app.ts";
import { describeRecord } from "./describe-record.ts";
import { listOf } from "./parse-filter.ts";
import * as routes from "./run-routes.ts";
import { type RunScene, showRun } from "./run-scene.ts";
import { startImport } from "./start-import.ts";
import { watchRun } from "./watch-run.ts";

/** Runs as wholes: starting, listing, showing, watching. */
export function runListRoutes(scene: RunScene) {
  const { db } = scene.database;
  return createV1App()
    .openapi(routes.startImport, async (c) => {
      const input = c.req.valid("json");
      const by = c.get("by");
      if (input.applies && !c.get("caller").permissions.includes("directories:all"))
        throw new Forbidden(`${by}, you may start a preview; applying at once needs the permission directories:all.`);
      const runId = await startImport(scene, { ...input, startedBy: by });
      return c.json({ runId }, 202);
    })
    .openapi(routes.listRuns, async (c) => {
      const query = c.req.valid("query");
      const page = readPage(query);
      const { rows, total } = await listRunRows(db, parseRunFilter(query), page);
      return c.json(writePage(rows, total, page), 200);
    })
    .openapi(routes.getRun, async (c) => c.json(await showRun(scene, c.req.valid("param").runId, c.get("agent")), 200))
    .openapi(routes.watchRun, (c) => watchRun(c, scene, { ...c.req.valid("param"), looking: scene.looking }))
    .openapi(routes.getRecord, async (c) => c.json(await describeRecord(db, c.req.valid("param").runId), 200));
}

function parseRunFilter({ connectionId, kind, state, result, since, until, folded }: RunsQuery): RunFilter {
  return {
    connectionId: connectionId ?? null,
    kinds: listOf(kind),
    states: listOf(state),
    outcomes: listOf(result),
    since: since === undefined ? null : new Date(since),
    until: until === undefined ? null : new Date(until),
    isFolded: folded === "true",
  };
}
