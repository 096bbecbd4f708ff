import { createRoute, z } from "@hono/zod-openapi";
import { getRecordOf } from "../../../desk/records/list-records-of.ts";
import { ticketKind } from "../../../model/records/tickets.ts";
import { addAction } from "../../../tickets/add-action.ts";
import { deleteAction, updateAction } from "../../../tickets/edit-action.ts";
import { listActions } from "../../../tickets/list-actions.ts";
import { assertVisible } from "../../../tickets/visible-tickets.ts";
import type { Caller } from "../../caller.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion, writeVersion } from "../entity-tag.ts";
import { readPage, writePage } from "../read-page.ts";
import { expectVersion } from "../records/expect-version.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { ActionBody, ActionPatchBody, TicketActionPage, TicketActionView } from "../shapes/tickets.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { savingOf } from "./saving-of.ts";

const params = z.object({ id: RecordId });
const actionParams = z.object({ id: RecordId, number: RecordId });
const tags = ["Tickets"];

const list = createRoute({
  method: "get",
  path: "/tickets/{id}/actions",
  tags,
  summary: "What was done on a ticket, oldest first. Users see what is public",
  request: { params, query: PageQuery },
  responses: { 200: answer(TicketActionPage, "One sheet of the actions") },
});

const add = createRoute({
  method: "post",
  path: "/tickets/{id}/actions",
  tags,
  summary: "Answer, note or change the status, by an outcome. Users answer with a note alone",
  request: { params, body: body(ActionBody) },
  responses: { 201: answer(TicketActionView, "The action, with whom it was mailed to") },
});

const patch = createRoute({
  method: "patch",
  path: "/tickets/{id}/actions/{number}",
  tags,
  summary:
    "Correct an action: its words, minutes, who sees it. One's own; with all of the right, those of others. If-Match has the ticket's version",
  request: { params: actionParams, body: body(ActionPatchBody) },
  responses: { 200: answer(TicketActionView, "The action as it is now; the ticket's new version is the entity tag") },
});

const remove = createRoute({
  method: "delete",
  path: "/tickets/{id}/actions/{number}",
  tags,
  summary: "Delete an action with its files. One's own; with all of the right, those of others. If-Match has the ticket's version",
  request: { params: actionParams },
  responses: { 204: { description: "It is gone; what it did to the ticket stays done" } },
});

/** Actions of tickets. */
export function actionRoutes(needs: ApiDependencies) {
  const { db } = needs.database;
  return createV1App()
    .openapi(list, async (c) => {
      const ticketId = c.req.valid("param").id;
      const caller = c.get("caller");
      await assertVisible(db, ticketId, caller);
      const window = readPage(c.req.valid("query"));
      const { items, total } = await listActions(db, { ticketId, isPublicOnly: caller.kind === "user", ...window });
      return c.json(writePage(items, total, window), 200);
    })
    .openapi(add, async (c) =>
      c.json(await addAction(db, { ...c.req.valid("json"), ticketId: c.req.valid("param").id }, savingOf(c, needs)), 201),
    )
    .openapi(patch, async (c) => {
      const { id, number } = c.req.valid("param");
      const seen = { id, version: readVersion(c) };
      const at = { ticketId: id, number, isAnybodys: isAnybodys(c.get("caller")), expectsVersion: seen.version };
      const action = await expectVersion(db, ticketKind, seen, () => updateAction(db, at, c.req.valid("json"), savingOf(c, needs)));
      writeVersion(c, (await getRecordOf(db, ticketKind, id)).version);
      return c.json(action, 200);
    })
    .openapi(remove, async (c) => {
      const { id, number } = c.req.valid("param");
      const seen = { id, version: readVersion(c) };
      const at = { ticketId: id, number, isAnybodys: isAnybodys(c.get("caller")), expectsVersion: seen.version };
      await expectVersion(db, ticketKind, seen, () => deleteAction(db, at, savingOf(c, needs)));
      return c.body(null, 204);
    });
}

const isAnybodys = ({ permissions }: Caller) => permissions.includes("tickets:all");
