import { createRoute, z } from "@hono/zod-openapi";
import { pageOf, RecordId } from "../shapes/common.ts";
import {
  ChangeDetail,
  ChangeFacets,
  ChangeRow,
  ChangesQuery,
  ExportQuery,
  ImportToStart,
  PlanToApply,
  PlanToReject,
  RunEvents,
  RunRecord,
  RunRow,
  RunsQuery,
  RunView,
  StartedRun,
  TicksToSet,
  UndoToPlan,
} from "../shapes/run.ts";
import { answer, body } from "../v1-app.ts";

const tags = ["Runs"];
const ofRun = z.object({ runId: RecordId });
const ofLine = ofRun.extend({ seq: RecordId });
const ChangePage = pageOf(ChangeRow);

export const startImport = createRoute({
  method: "post",
  path: "/imports",
  tags,
  summary: "Starts an import",
  request: { body: body(ImportToStart) },
  responses: { 202: answer(StartedRun, "The run that was started; it goes on by itself") },
});

export const listRuns = createRoute({
  method: "get",
  path: "/runs",
  tags,
  summary: "Runs, newest first",
  request: { query: RunsQuery },
  responses: { 200: answer(pageOf(RunRow), "One sheet of the list") },
});

export const getRun = createRoute({
  method: "get",
  path: "/runs/{runId}",
  tags,
  summary: "One run with everything that its page shows",
  request: { params: ofRun },
  responses: { 200: answer(RunView, "The run") },
});

export const watchRun = createRoute({
  method: "get",
  path: "/runs/{runId}/events",
  tags,
  summary: "What a run does, as it does it",
  request: { params: ofRun },
  responses: { 200: { description: "Server-sent events", content: { "text/event-stream": { schema: RunEvents } } } },
});

export const getRecord = createRoute({
  method: "get",
  path: "/runs/{runId}/record",
  tags,
  summary: "What happened when, what was asked of the directory, which settings were used",
  request: { params: ofRun },
  responses: { 200: answer(RunRecord, "The record of the run") },
});

export const getFacets = createRoute({
  method: "get",
  path: "/runs/{runId}/facets",
  tags,
  summary: "What the filters of a plan offer",
  request: { params: ofRun },
  responses: { 200: answer(ChangeFacets, "Values with counts over the whole plan") },
});

export const listLines = createRoute({
  method: "get",
  path: "/runs/{runId}/changes",
  tags,
  summary: "Lines of a plan",
  request: { params: ofRun, query: ChangesQuery },
  responses: { 200: answer(ChangePage, "A window of the lines that the filter lets through") },
});

export const getLine = createRoute({
  method: "get",
  path: "/runs/{runId}/changes/{seq}",
  tags,
  summary: "One line of a plan, opened",
  request: { params: ofLine },
  responses: { 200: answer(ChangeDetail, "Every field with before, after and source") },
});

export const exportLines = createRoute({
  method: "get",
  path: "/runs/{runId}/export",
  tags,
  summary: "Lines of a plan as a file",
  request: { params: ofRun, query: ExportQuery },
  responses: {
    200: {
      description: "The lines that the filter lets through",
      content: { "text/csv": { schema: z.string() }, "application/json": { schema: z.array(ChangeRow) } },
    },
  },
});

export const setTicks = createRoute({
  method: "post",
  path: "/runs/{runId}/ticks",
  tags,
  summary: "Chooses lines of a plan; the plan gets another number",
  request: { params: ofRun, body: body(TicksToSet) },
  responses: { 200: answer(RunView, "The run with its new plan number") },
});

export const applyPlan = createRoute({
  method: "post",
  path: "/runs/{runId}/apply",
  tags,
  summary: "Applies exactly the plan that is named, or approves it",
  request: { params: ofRun, body: body(PlanToApply) },
  responses: { 202: answer(StartedRun, "The run, which applies by itself now") },
});

export const rejectPlan = createRoute({
  method: "post",
  path: "/runs/{runId}/reject",
  tags,
  summary: "Rejects a plan, and holds whoever tripped a limit",
  request: { params: ofRun, body: body(PlanToReject) },
  responses: { 200: answer(RunView, "The rejected run") },
});

export const cancelRun = createRoute({
  method: "post",
  path: "/runs/{runId}/cancel",
  tags,
  summary: "Asks a run to stop",
  request: { params: ofRun },
  responses: { 202: answer(StartedRun, "The run that was asked to stop") },
});

export const planUndo = createRoute({
  method: "post",
  path: "/runs/{runId}/undo",
  tags,
  summary: "Plans the way back; nothing is written before that plan is applied",
  request: { params: ofRun, body: body(UndoToPlan) },
  responses: { 202: answer(StartedRun, "The run that holds the preview of the undo") },
});
