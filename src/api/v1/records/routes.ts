import { assertRoleGivesNoMore } from "../../../access/assert-gives-no-rights.ts";
import { getRecordOf } from "../../../desk/records/list-records-of.ts";
import { createRecordOf, deleteRecordOf, updateRecordOf } from "../../../desk/records/save-record-of.ts";
import type { RecordKind, RecordOf } from "../../../model/records/kind.ts";
import { agentRoleKind } from "../../../model/records/people.ts";
import type { Caller } from "../../caller.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion } from "../entity-tag.ts";
import { readPage } from "../read-page.ts";
import { createV1App } from "../v1-app.ts";
import { answerHistory, answerRecord, answerRecords } from "./answer-records.ts";
import { defineRecordRoutes } from "./define-record-routes.ts";
import { expectVersion } from "./expect-version.ts";
import { plainKinds } from "./permissions-of-kinds.ts";

const routesByKind = plainKinds.map((kind) => ({ kind, routes: defineRecordRoutes(kind) }));

/** Every kind of record that needs nothing beside its description. */
export function recordsRoutes(needs: ApiDependencies) {
  const app = createV1App();
  for (const { kind, routes } of routesByKind) mountKind(app, needs, { kind, routes });
  return app;
}

type App = ReturnType<typeof createV1App>;

interface Mounted {
  readonly kind: RecordKind;
  readonly routes: ReturnType<typeof defineRecordRoutes>;
}

function mountKind(app: App, needs: ApiDependencies, { kind, routes }: Mounted): void {
  const { db } = needs.database;
  const now = () => needs.context.now();
  app.openapi(routes.list, (c) => answerRecords(c, needs, { kind, asked: c.req.valid("query") }));
  app.openapi(routes.create, async (c) => {
    await assertMayWrite(needs, c.get("caller"), { kind, id: null, patch: c.req.valid("json") });
    const id = await createRecordOf(db, kind, c.req.valid("json"), { by: c.get("by"), now: now() });
    return answerRecord(c, await getRecordOf(db, kind, id), 201);
  });
  app.openapi(routes.get, async (c) => answerRecord(c, await getRecordOf(db, kind, c.req.valid("param").id), 200));
  app.openapi(routes.patch, async (c) => {
    const seen = { id: c.req.valid("param").id, version: readVersion(c) };
    const change = { id: seen.id, patch: c.req.valid("json"), expectsVersion: seen.version };
    await assertMayWrite(needs, c.get("caller"), { kind, id: seen.id, patch: change.patch });
    const saving = { by: c.get("by"), now: now() };
    return answerRecord(c, await expectVersion(db, kind, seen, () => updateRecordOf(db, kind, change, saving)), 200);
  });
  app.openapi(routes.remove, async (c) => {
    const seen = { id: c.req.valid("param").id, version: readVersion(c) };
    const saving = { by: c.get("by"), now: now() };
    await expectVersion(db, kind, seen, () => deleteRecordOf(db, kind, { id: seen.id, expectsVersion: seen.version }, saving));
    return c.body(null, 204);
  });
  app.openapi(routes.history, (c) => {
    const page = readPage(c.req.valid("query"));
    return answerHistory(c, needs, { kind, id: c.req.valid("param").id, page });
  });
}

/** Rights are given by who has them. @throws Forbidden, NotFound */
async function assertMayWrite(
  { database }: ApiDependencies,
  caller: Caller,
  { kind, id, patch }: { readonly kind: RecordKind; readonly id: number | null; readonly patch: Readonly<Record<string, unknown>> },
): Promise<void> {
  if (kind.name !== "agentRole") return;
  const before = id === null ? null : await getRecordOf(database.db, agentRoleKind, id);
  // The patch fits the schema of the kind.
  const after = { isAdministrator: false, rights: {}, ...before, ...patch } as Pick<
    RecordOf<typeof agentRoleKind>,
    "isAdministrator" | "rights"
  >;
  assertRoleGivesNoMore({ before, after, own: caller.permissions });
}
