import { createRoute, z } from "@hono/zod-openapi";
import { assertRolesGiveNoMore } from "../../../access/assert-gives-no-rights.ts";
import { capital } from "../../../core/explain-names.ts";
import { changeMany } from "../../../desk/records/change-many.ts";
import { nameRecord } from "../../../desk/records/name-record.ts";
import { Forbidden } from "../../../model/errors.ts";
import type { Permission } from "../../../model/permission.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import { type Caller, nameCaller } from "../../caller.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { writePeopleFile } from "../desk/list-people.ts";
import { Problem } from "../shapes/common.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { answerFile } from "./answer-records.ts";
import { beginPeople, createPersonWrite } from "./bulk-change-people.ts";
import { createRecordWrite } from "./bulk-change-records.ts";
import { listChosenIds, readChosen } from "./bulk-chosen.ts";
import { assertAsPreviewed, digestBulk } from "./bulk-digest.ts";
import { bulkKinds } from "./bulk-permissions.ts";
import {
  assertWhole,
  type BulkResult as BulkAnswer,
  type BulkAsked,
  BulkFile,
  BulkResult,
  bulkShape,
  type PeopleBulkPatch,
} from "./bulk-shapes.ts";
import { viewBulk } from "./bulk-view.ts";
import { writeRecordsFile } from "./write-records-file.ts";

const routesByKind = bulkKinds.map((kind) => ({ kind, routes: defineBulkRoutes(kind) }));

function defineBulkRoutes(kind: RecordKind) {
  const tags = [capital(kind.many)];
  const outdated = "Some were changed since the preview, or the filter lets others through: look at a new one";
  return {
    change: createRoute({
      method: "post",
      path: `/${kind.path}/bulk`,
      tags,
      summary: `Change or delete many ${kind.many} alike: first as a preview, then with its digest. One that is refused hinders no other`,
      request: { body: body(bulkShape(kind)) },
      responses: {
        200: answer(BulkResult, "What would change, or did, and what is refused and why"),
        412: { description: outdated, content: { "application/problem+json": { schema: Problem } } },
      },
    }),
    file: createRoute({
      method: "post",
      path: `/${kind.path}/bulk/csv`,
      tags,
      summary: `Some ${kind.many} by number, as a file`,
      request: { body: body(BulkFile) },
      responses: { 200: { description: "The file", content: { "text/csv": { schema: z.string() } } } },
    }),
  };
}

/** Many records changed or deleted at once, with a preview of what would happen; and the chosen ones as a file. */
export function bulkRoutes(needs: ApiDependencies) {
  const app = createV1App();
  const { db } = needs.database;
  for (const { kind, routes } of routesByKind) {
    // Their types have nothing that the web app's client asks for.
    app.openapi(routes.change, async (c) => {
      const given = { kind, asked: c.req.valid("json"), caller: c.get("caller"), by: c.get("by") };
      return c.json(await changeBulk(needs, given), 200);
    });
    app.openapi(routes.file, async (c) => {
      const { ids } = c.req.valid("json");
      if (!isPeople(kind)) return answerFile(c, kind.path, await writeRecordsFile(db, kind, { filter: { ids }, sort: null }));
      c.header("content-type", "text/csv; charset=utf-8");
      c.header("content-disposition", `attachment; filename="${kind.path}.csv"`);
      return c.body(await writePeopleFile(db, entityOf(kind), { ids, within: "day" }, needs.context.now()), 200);
    });
  }
  return app;
}

interface Given {
  readonly kind: RecordKind;
  readonly asked: BulkAsked;
  readonly caller: Caller;
  readonly by: string;
}

async function changeBulk(needs: ApiDependencies, { kind, asked, caller, by }: Given): Promise<BulkAnswer> {
  const { db } = needs.database;
  const now = needs.context.now();
  assertWhole(asked);
  await assertMay(needs, { kind, asked, caller });
  const ids = await listChosenIds(db, kind, asked, now);
  const before = await readChosen(db, kind, ids);
  const versions = new Map(ids.map((id) => [id, before.get(id)?.version ?? null]));
  const digest = digestBulk({ kind, asked, versions });
  assertAsPreviewed(digest, { kind, asked, versions });
  const saving = { by, now };
  const write = isPeople(kind)
    ? await createPersonWrite(db, { entity: entityOf(kind), asked, before, saving })
    : await createRecordWrite(db, { kind, asked, before, saving, own: caller.permissions });
  const begin = isPeople(kind) ? beginPeople(entityOf(kind)) : null;
  const outcomes = await changeMany(db, { ids, write, begin, isPreview: asked.preview });
  const nameOf = (id: number) => nameRecord(kind, before.get(id) ?? { id });
  return viewBulk({ preview: asked.preview, digest, outcomes, nameOf });
}

/** What the table of permissions does not know yet: deleting asks for more, and so do the roles of agents. @throws Forbidden */
async function assertMay({ database }: ApiDependencies, { kind, asked, caller }: Omit<Given, "by">): Promise<void> {
  if (asked.action === "delete") return assertHas(caller, `${kind.right}:all`);
  if (kind.name !== "agent") return;
  // The body fits the schema of the kind.
  const { addsRoles = [], removesRoles = [] } = asked.patch as PeopleBulkPatch;
  if (addsRoles.length + removesRoles.length === 0) return;
  assertHas(caller, "access:edit");
  // Agents who hold such a role already are none: what is given is given to all.
  await assertRolesGiveNoMore(database.db, { agentId: 0, roleIds: addsRoles, own: caller.permissions });
}

function assertHas(caller: Caller, permission: Permission): void {
  if (caller.permissions.includes(permission)) return;
  throw new Forbidden(`${nameCaller(caller)}, this needs the permission ${permission}, which is not yours.`);
}

function isPeople({ name }: RecordKind): boolean {
  return name === "user" || name === "agent";
}

function entityOf({ name }: RecordKind): "user" | "agent" {
  return name === "user" ? "user" : "agent";
}
