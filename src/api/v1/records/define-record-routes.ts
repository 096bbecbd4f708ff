import { createRoute, z } from "@hono/zod-openapi";
import { capital } from "../../../core/explain-names.ts";
import type { RecordKind } from "../../../model/records/kind.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { HistoryPage } from "../shapes/person.ts";
import { recordShapes } from "../shapes/records.ts";
import { answer, body } from "../v1-app.ts";

const params = z.object({ id: RecordId });

/** What the API says of the endpoints of a kind. */
export function defineRecordRoutes<K extends RecordKind>(kind: K) {
  const { record, creation, patch, page, query } = recordShapes(kind);
  const tags = [capital(kind.many)];
  const one = `${/^[aeiou]/i.test(kind.one) ? "an" : "a"} ${kind.one}`;
  return {
    list: createRoute({
      method: "get",
      path: `/${kind.path}`,
      tags,
      summary: `List ${kind.many}; with format=csv all of them as a file`,
      request: { query },
      responses: {
        200: {
          description: "One sheet of the list, or the file",
          content: { "application/json": { schema: page }, "text/csv": { schema: z.string() } },
        },
      },
    }),
    create: createRoute({
      method: "post",
      path: `/${kind.path}`,
      tags,
      summary: `Add ${one}`,
      request: { body: body(creation) },
      responses: { 201: answer(record, "The new record; its version is the entity tag") },
    }),
    get: createRoute({
      method: "get",
      path: `/${kind.path}/{id}`,
      tags,
      summary: capital(one),
      request: { params },
      responses: { 200: answer(record, "The record; its version is the entity tag") },
    }),
    patch: createRoute({
      method: "patch",
      path: `/${kind.path}/{id}`,
      tags,
      summary: `Change ${one}`,
      request: { params, body: body(patch) },
      responses: { 200: answer(record, "The record as it is now") },
    }),
    remove: createRoute({
      method: "delete",
      path: `/${kind.path}/{id}`,
      tags,
      summary: `Delete ${one} that nothing refers to`,
      request: { params },
      responses: { 204: { description: "It is gone" } },
    }),
    history: createRoute({
      method: "get",
      path: `/${kind.path}/{id}/history`,
      tags,
      summary: "What runs and people did to the record, newest first",
      request: { params, query: PageQuery },
      responses: { 200: answer(HistoryPage, "One sheet of the history") },
    }),
  };
}
