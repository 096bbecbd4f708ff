import { createRoute, z } from "@hono/zod-openapi";
import { sql } from "kysely";
import { getRecordOf } from "../../../desk/records/list-records-of.ts";
import { Invalid } from "../../../model/errors.ts";
import { ticketKind } from "../../../model/records/tickets.ts";
import { createTicket } from "../../../tickets/create-ticket.ts";
import { deleteTicket } from "../../../tickets/delete-ticket.ts";
import { quickViewCondition } from "../../../tickets/quick-views.ts";
import { updateTicket } from "../../../tickets/update-ticket.ts";
import { assertVisible, visibleTickets } from "../../../tickets/visible-tickets.ts";
import type { Caller } from "../../caller.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion } from "../entity-tag.ts";
import { readPage } from "../read-page.ts";
import { answerHistory, answerRecord, answerRecords } from "../records/answer-records.ts";
import { defineRecordRoutes } from "../records/define-record-routes.ts";
import { expectVersion } from "../records/expect-version.ts";
import { RecordId } from "../shapes/common.ts";
import { TicketPage, TicketPatch, TicketQuery, TicketToOpen, TicketView } from "../shapes/tickets.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { savingOf } from "./saving-of.ts";
import { viewTicket, viewTickets } from "./view-ticket.ts";

const params = z.object({ id: RecordId });
const tags = ["Tickets"];

const list = createRoute({
  method: "get",
  path: "/tickets",
  tags,
  summary: "List tickets; with format=csv all of them as a file. Users see those that their roles let them see",
  request: { query: TicketQuery },
  responses: {
    200: {
      description: "One sheet of the list, or the file",
      content: { "application/json": { schema: TicketPage }, "text/csv": { schema: z.string() } },
    },
  },
});

const create = createRoute({
  method: "post",
  path: "/tickets",
  tags,
  summary: "Open a ticket, from a template or without one. Users open them for themselves",
  request: { body: body(TicketToOpen) },
  responses: { 201: answer(TicketView, "The new ticket; its version is the entity tag") },
});

const get = createRoute({
  method: "get",
  path: "/tickets/{id}",
  tags,
  summary: "A ticket, and how it stands against its SLA",
  request: { params },
  responses: { 200: answer(TicketView, "The ticket; its version is the entity tag") },
});

const patch = createRoute({
  method: "patch",
  path: "/tickets/{id}",
  tags,
  summary: "Change fields of a ticket; what changed becomes an action",
  request: { params, body: body(TicketPatch) },
  responses: { 200: answer(TicketView, "The ticket as it is now") },
});

const remove = createRoute({
  method: "delete",
  path: "/tickets/{id}",
  tags,
  summary: "Delete a ticket with its actions and attachments",
  request: { params },
  responses: { 204: { description: "It is gone" } },
});

const { history } = defineRecordRoutes(ticketKind);

/** Tickets: agents see all of them, users what their roles let them see. */
export function ticketRoutes(needs: ApiDependencies) {
  const { db } = needs.database;
  const now = () => needs.context.now();
  return createV1App()
    .openapi(list, (c) => {
      const { view, timeZone, ...asked } = c.req.valid("query");
      const caller = c.get("caller");
      assertMayFilter(caller, asked);
      const only = [visibleTickets(caller), view === undefined ? null : quickViewCondition(view, { caller, now: now(), timeZone })].flatMap(
        (condition) => condition ?? [],
      );
      return answerRecords(c, needs, {
        kind: ticketKind,
        asked,
        only: only.length === 0 ? undefined : sql<boolean>`${sql.join(only, sql` and `)}`,
        grow: (items) => viewTickets(db, items, { caller, now: now() }),
      });
    })
    .openapi(create, async (c) => {
      const ticket = await createTicket(db, c.req.valid("json"), savingOf(c, needs));
      return answerRecord(c, await viewTicket(db, ticket, { caller: c.get("caller"), now: now() }), 201);
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid("param");
      const caller = c.get("caller");
      await assertVisible(db, id, caller);
      return answerRecord(c, await viewTicket(db, await getRecordOf(db, ticketKind, id), { caller, now: now() }), 200);
    })
    .openapi(patch, async (c) => {
      const seen = { id: c.req.valid("param").id, version: readVersion(c) };
      const update = { id: seen.id, patch: c.req.valid("json"), expectsVersion: seen.version };
      const ticket = await expectVersion(db, ticketKind, seen, () => updateTicket(db, update, savingOf(c, needs)));
      return answerRecord(c, await viewTicket(db, ticket, { caller: c.get("caller"), now: now() }), 200);
    })
    .openapi(remove, async (c) => {
      const seen = { id: c.req.valid("param").id, version: readVersion(c) };
      const deletion = { id: seen.id, expectsVersion: seen.version };
      await expectVersion(db, ticketKind, seen, () => deleteTicket(db, deletion, savingOf(c, needs)));
      return c.body(null, 204);
    })
    .openapi(history, (c) => {
      const page = readPage(c.req.valid("query"));
      return answerHistory(c, needs, { kind: ticketKind, id: c.req.valid("param").id, page });
    });
}

const openToUsers: ReadonlySet<string> = new Set([
  ...["q", "sort", "cursor", "from", "limit", "updatedSince"],
  ...["statusId", "typeId", "isClosed", "createdAt", "userId", "siteId"],
]);
const sortsForUsers = /^-?(id|updatedAt|summary|statusId|typeId|priorityId|createdAt|closedAt|lastActionAt|userId|siteId)$/;

/** Users ask by what they are shown: another filter or order would tell them of the rest. @throws Invalid */
function assertMayFilter(caller: Caller, asked: { readonly sort?: string | undefined; readonly [name: string]: unknown }): void {
  if (caller.kind !== "user") return;
  const faults = Object.entries(asked)
    .filter(([name, value]) => value !== undefined && !openToUsers.has(name))
    .map(([at]) => ({ at, says: "is for agents" }));
  if (asked.sort !== undefined && !sortsForUsers.test(asked.sort)) faults.push({ at: "sort", says: "is for agents" });
  if (faults.length > 0) throw new Invalid(faults);
}
