import { createRoute, z } from "@hono/zod-openapi";
import { Forbidden } from "../../../model/errors.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import { TakeoverAction, TakeoverKind, takeoverKinds } from "../../../model/takeover.ts";
import type { Db } from "../../../store/open-database.ts";
import { applyTakeover } from "../../../takeover/apply-takeover.ts";
import { nameReferences } from "../../../takeover/name-references.ts";
import { planFiles } from "../../../takeover/plan-files.ts";
import { deleteFile, saveColumns, saveFile } from "../../../takeover/save-file.ts";
import { listTakeoverLines } from "../../../takeover/save-plan.ts";
import { createTakeover, deleteTakeover, getTakeover, listFiles, listTakeovers } from "../../../takeover/takeover-store.ts";
import { planUndoOf } from "../../../takeover/undo-takeover.ts";
import { type Caller, nameCaller } from "../../caller.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readPage, writePage } from "../read-page.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import {
  ColumnsToSave,
  PlanToApply,
  TakeoverLinePage,
  TakeoverPage,
  TakeoverToCreate,
  TakeoverView,
  TakeoverWithFiles,
  viewFile,
  viewLine,
  viewTakeover,
} from "./takeover-view.ts";

const tags = ["Take-over"];
const params = z.object({ id: RecordId });
const fileParams = params.extend({ kind: TakeoverKind });
/** The largest file that is taken, in bytes. */
export const largestTakeoverFile = 20 * 1024 * 1024;

/** Whether a request carries a file of a take-over, for which there is a limit of its own. */
export function carriesTakeoverFile(path: string): boolean {
  return /^\/v1\/takeovers\/\d+\/files\/\w+$/.test(path);
}

const list = createRoute({
  method: "get",
  path: "/takeovers",
  tags,
  summary: "List take-overs, newest first",
  request: { query: PageQuery },
  responses: { 200: answer(TakeoverPage, "One sheet of the list") },
});
const create = createRoute({
  method: "post",
  path: "/takeovers",
  tags,
  summary: "Begin a take-over from another system",
  request: { body: body(TakeoverToCreate) },
  responses: { 201: answer(TakeoverWithFiles, "The take-over; give it files next") },
});
const get = createRoute({
  method: "get",
  path: "/takeovers/{id}",
  tags,
  summary: "One take-over with its files and how far it is",
  request: { params },
  responses: { 200: answer(TakeoverWithFiles, "The take-over") },
});
const remove = createRoute({
  method: "delete",
  path: "/takeovers/{id}",
  tags,
  summary: "Delete a take-over that wrote nothing",
  request: { params },
  responses: { 204: { description: "It is gone, with its files" } },
});
const putFile = createRoute({
  method: "put",
  path: "/takeovers/{id}/files/{kind}",
  tags,
  summary: "Give a file of customers, sites, users, agents or assets, up to 20 MB",
  request: { params: fileParams, body: { required: true, content: { "text/csv": { schema: z.string() } } } },
  responses: { 200: answer(TakeoverWithFiles, "The take-over, with what the columns of the file seem to fill") },
});
const dropFile = createRoute({
  method: "delete",
  path: "/takeovers/{id}/files/{kind}",
  tags,
  summary: "Take a file out",
  request: { params: fileParams },
  responses: { 200: answer(TakeoverWithFiles, "The take-over without it") },
});
const putColumns = createRoute({
  method: "put",
  path: "/takeovers/{id}/columns",
  tags,
  summary: "Say which field each column of a file fills",
  request: { params, body: body(ColumnsToSave) },
  responses: { 200: answer(TakeoverWithFiles, "The take-over as it is now") },
});
const plan = createRoute({
  method: "post",
  path: "/takeovers/{id}/plan",
  tags,
  summary: "Plan what the files would change; nothing is written to the desk",
  request: { params },
  responses: { 200: answer(TakeoverWithFiles, "The plan in numbers; its lines are a list of their own") },
});
const lines = createRoute({
  method: "get",
  path: "/takeovers/{id}/lines",
  tags,
  summary: "The lines of a plan, each with what it does and why",
  request: {
    params,
    query: PageQuery.extend({
      kind: TakeoverKind.optional(),
      action: TakeoverAction.optional(),
      state: z.enum(["planned", "noted", "applied", "leftOut", "failed"]).optional(),
      q: z.string().max(200).optional(),
    }),
  },
  responses: { 200: answer(TakeoverLinePage, "One sheet of the lines, in the order in which they are carried out") },
});
const apply = createRoute({
  method: "post",
  path: "/takeovers/{id}/apply",
  tags,
  summary: "Carry out exactly the plan that was looked at",
  request: { params, body: body(PlanToApply) },
  responses: { 200: answer(TakeoverView, "The take-over when it is done; meanwhile its progress can be asked for") },
});
const undo = createRoute({
  method: "post",
  path: "/takeovers/{id}/undo",
  tags,
  summary: "Plan taking a take-over back, as a take-over of its own that is applied like any other",
  request: { params },
  responses: { 201: answer(TakeoverWithFiles, "The undo with its plan") },
});

/** Records taken over from files of another system (P12). */
export function takeoversRoutes({ database, context }: ApiDependencies) {
  const { db } = database;
  return createV1App()
    .openapi(list, async (c) => {
      const window = readPage(c.req.valid("query"));
      const { items, total } = await listTakeovers(db, window);
      return c.json(writePage(items.map(viewTakeover), total, window), 200);
    })
    .openapi(create, async (c) => {
      const id = await createTakeover(db, { ...c.req.valid("json"), by: c.get("by"), now: context.now() });
      return c.json(await view(db, id), 201);
    })
    .openapi(get, async (c) => c.json(await view(db, c.req.valid("param").id), 200))
    .openapi(remove, async (c) => {
      await deleteTakeover(db, c.req.valid("param").id);
      return c.body(null, 204);
    })
    .openapi(putFile, async (c) => {
      const { id, kind } = c.req.valid("param");
      assertMayReach(c.get("caller"), "edit", [kind]);
      await saveFile(db, id, kind, new Uint8Array(await c.req.arrayBuffer()));
      return c.json(await view(db, id), 200);
    })
    .openapi(dropFile, async (c) => {
      const { id, kind } = c.req.valid("param");
      await deleteFile(db, id, kind);
      return c.json(await view(db, id), 200);
    })
    .openapi(putColumns, async (c) => {
      const { id } = c.req.valid("param");
      const { kind, columns } = c.req.valid("json");
      await saveColumns(db, id, kind, columns);
      return c.json(await view(db, id), 200);
    })
    .openapi(plan, async (c) => {
      const { id } = c.req.valid("param");
      await planFiles(db, id, context.now());
      return c.json(await view(db, id), 200);
    })
    .openapi(lines, async (c) => {
      const { id } = c.req.valid("param");
      const { kind, action, state, q, ...asked } = c.req.valid("query");
      const window = readPage(asked);
      assertMayReach(c.get("caller"), "read", await listKinds(db, id));
      const found = await listTakeoverLines(db, id, { kind, action, state, q }, window);
      const names = await nameReferences(
        db,
        found.items.map(({ line }) => line),
      );
      return c.json(
        writePage(
          found.items.map((one) => viewLine(one, names)),
          found.total,
          window,
        ),
        200,
      );
    })
    .openapi(apply, async (c) => {
      const { id } = c.req.valid("param");
      const { hash } = c.req.valid("json");
      assertMayReach(c.get("caller"), "edit", await listKinds(db, id));
      return c.json(viewTakeover(await applyTakeover(database, { takeoverId: id, hash, by: c.get("by"), now: context.now })), 200);
    })
    .openapi(undo, async (c) => {
      const takeoverId = c.req.valid("param").id;
      assertMayReach(c.get("caller"), "edit", await listKinds(db, takeoverId));
      const id = await planUndoOf(db, { takeoverId, by: c.get("by"), now: context.now() });
      return c.json(await view(db, id), 201);
    });
}

/** What a take-over is about: its files, and what its plan has lines of. @throws NotFound */
async function listKinds(db: Db, id: number): Promise<readonly TakeoverKind[]> {
  const { counts } = await getTakeover(db, id);
  const files = await listFiles(db, id);
  return takeoverKinds.filter((kind) => counts?.[kind] !== undefined || files.some((file) => file.kind === kind));
}

/** A take-over writes records, and shows them: who may not do so one by one, may not in bulk. @throws Forbidden */
function assertMayReach(caller: Caller, level: "read" | "edit", kinds: readonly TakeoverKind[]): void {
  for (const kind of kinds) {
    const permission = `${deskKinds[kind].right}:${level}` as const;
    if (!caller.permissions.includes(permission))
      throw new Forbidden(`${nameCaller(caller)}, taking over ${deskKinds[kind].many} needs the permission ${permission}, too.`);
  }
}

async function view(db: Db, id: number): Promise<TakeoverWithFiles> {
  return { ...viewTakeover(await getTakeover(db, id)), files: (await listFiles(db, id)).map(viewFile) };
}
