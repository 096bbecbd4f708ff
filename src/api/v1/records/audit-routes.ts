import { createRoute, z } from "@hono/zod-openapi";
import type { Permission, Right } from "../../../model/permission.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import { listAudit } from "../../../sync/list-audit.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readPage, writePage } from "../read-page.ts";
import { AuditFilter, AuditPage } from "../shapes/audit.ts";
import { createV1App } from "../v1-app.ts";
import { answerFile } from "./answer-records.ts";
import { viewAudit, writeAuditFile } from "./view-audit.ts";

const list = createRoute({
  method: "get",
  path: "/audit",
  tags: ["Audit log"],
  summary: "Everything that runs and people did to what the caller may read, newest first; with format=csv as a file",
  request: { query: AuditFilter },
  responses: {
    200: {
      description: "One sheet of the log, or the file",
      content: { "application/json": { schema: AuditPage }, "text/csv": { schema: z.string() } },
    },
  },
});

/** The audit log. */
export function auditRoutes({ database: { db } }: ApiDependencies) {
  return createV1App().openapi(list, async (c) => {
    const { since, until, format, cursor, from, limit, ...asked } = c.req.valid("query");
    const filter = {
      ...asked,
      hidden: listHidden(c.get("caller").permissions),
      since: since === undefined ? undefined : new Date(since),
      until: until === undefined ? undefined : new Date(until),
    };
    if (format === "csv") return answerFile(c, "audit", writeAuditFile(db, filter));
    const window = readPage({ cursor, from, limit });
    const { items, total } = await listAudit(db, filter, window);
    return c.json(writePage(await viewAudit(db, items), total, window), 200);
  });
}

/** On which right an entry about something goes that is not about the desk's settings. */
const rightOf: Readonly<Record<string, Right>> = {
  ...Object.fromEntries(Object.values<RecordKind>(deskKinds).map(({ name, right }) => [name, right])),
  application: "access",
  webhook: "access",
};

/** The log tells nobody what they could not read at its own place: its entries hold values, and names of what is gone. */
function listHidden(permissions: readonly Permission[]): readonly string[] {
  return Object.entries(rightOf).flatMap(([entity, right]) => (permissions.includes(`${right}:read`) ? [] : [entity]));
}
