import { createRoute, z } from "@hono/zod-openapi";
import { Conflict } from "../../../model/errors.ts";
import { getRecord } from "../../../sync/describe-record.ts";
import { editByHand } from "../../../sync/edit-by-hand.ts";
import { listRecordGroups } from "../../../sync/list-record-groups.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion, writeVersion } from "../entity-tag.ts";
import { readPage, writePage } from "../read-page.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { HistoryPage, PersonGroups, PersonPage, PersonPatch, PersonView, personQuery } from "../shapes/person.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { listSheet, writePeopleFile } from "./list-people.ts";
import { viewHistory } from "./view-history.ts";
import { assertVersion, viewPerson } from "./view-person.ts";

type Plural = "users" | "agents";

const params = z.object({ id: RecordId });

function defineRoutes<const P extends Plural>(plural: P) {
  const tags = [plural === "users" ? "Users" : "Agents"];
  const one = plural === "users" ? "user" : "agent";
  return {
    list: createRoute({
      method: "get",
      path: `/${plural}`,
      tags,
      summary: `List ${plural}; with format=csv all of them as a file`,
      request: { query: personQuery(plural === "users" ? "user" : "agent") },
      responses: {
        200: {
          description: "One sheet of the list, or the file",
          content: { "application/json": { schema: PersonPage }, "text/csv": { schema: z.string() } },
        },
      },
    }),
    get: createRoute({
      method: "get",
      path: `/${plural}/{id}`,
      tags,
      summary: `One ${one}, each value beside every directory's`,
      request: { params },
      responses: { 200: answer(PersonView, "The record; its version is the entity tag") },
    }),
    patch: createRoute({
      method: "patch",
      path: `/${plural}/{id}`,
      tags,
      summary: `Change ${one === "agent" ? "an agent" : "a user"} by hand`,
      request: { params, body: body(PersonPatch) },
      responses: { 200: answer(PersonView, "The record as it is now") },
    }),
    history: createRoute({
      method: "get",
      path: `/${plural}/{id}/history`,
      tags,
      summary: "What runs and people did to the record, newest first",
      request: { params, query: PageQuery },
      responses: { 200: answer(HistoryPage, "One sheet of the history") },
    }),
    groups: createRoute({
      method: "get",
      path: `/${plural}/{id}/groups`,
      tags,
      summary: "The directory groups that the person belongs to, and what each gives",
      request: { params },
      responses: { 200: answer(PersonGroups, "Direct ones first") },
    }),
  };
}

/** Users, or agents: both are asked for in the same way. */
export function personRoutes<const P extends Plural>({ database, context }: ApiDependencies, plural: P) {
  const { db } = database;
  const entity = plural === "users" ? "user" : "agent";
  const routes = defineRoutes(plural);
  return createV1App()
    .openapi(routes.list, async (c) => {
      const asked = c.req.valid("query");
      const now = context.now();
      if (asked.format === "csv") {
        c.header("content-type", "text/csv; charset=utf-8");
        c.header("content-disposition", `attachment; filename="${plural}.csv"`);
        return c.body(await writePeopleFile(db, entity, asked, now), 200);
      }
      const window = readPage(asked);
      const { items, total, ...like } = await listSheet(database, entity, asked, { ...window, now });
      const rows = items.map(({ lastSignInAt, ...person }) => ({
        ...person,
        roles: [...person.roles],
        connections: [...person.connections],
        lastSignInAt: lastSignInAt?.toISOString() ?? null,
      }));
      return c.json({ ...writePage(rows, total, window), ...like }, 200);
    })
    .openapi(routes.get, async (c) => {
      const person = await viewPerson(db, entity, c.req.valid("param").id);
      writeVersion(c, person.version);
      return c.json(person, 200);
    })
    .openapi(routes.patch, async (c) => {
      const { id } = c.req.valid("param");
      const expectsVersion = readVersion(c);
      await assertVersion(db, entity, id, expectsVersion);
      const edit = { ...c.req.valid("json"), entity, id, by: c.get("by"), now: context.now(), expectsVersion } as const;
      const remarks = await editByHand(db, edit).catch(async (error: unknown) => {
        // Somebody may have been first between the two.
        if (error instanceof Conflict) await assertVersion(db, entity, id, expectsVersion);
        throw error;
      });
      const person = await viewPerson(db, entity, id);
      writeVersion(c, person.version);
      return c.json({ ...person, remarks: [...remarks] }, 200);
    })
    .openapi(routes.history, async (c) => {
      const window = readPage(c.req.valid("query"));
      const { items, total } = await viewHistory(db, entity, c.req.valid("param").id, window);
      return c.json(writePage(items, total, window), 200);
    })
    .openapi(routes.groups, async (c) => {
      const { id } = c.req.valid("param");
      await getRecord(db, entity, id);
      const groups = await listRecordGroups(db, entity, id);
      return c.json({ items: groups.map((group) => ({ ...group, path: [...group.path], gives: [...group.gives] })) }, 200);
    });
}
