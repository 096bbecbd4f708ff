import { createRoute, z } from "@hono/zod-openapi";
import { Conflict, Invalid, NotFound } from "../../../model/errors.ts";
import type { Db } from "../../../store/open-database.ts";
import { fillTemplate } from "../../../tickets/fill-template.ts";
import { countQuickViews } from "../../../tickets/quick-views.ts";
import type { TicketSaving } from "../../../tickets/ticket-saving.ts";
import { updateTicket } from "../../../tickets/update-ticket.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { RecordId } from "../shapes/common.ts";
import { FillQuery, TicketBulkResult, TicketBulkUpdate, TicketCounts, TicketPatch, TimeZoneQuery } from "../shapes/tickets.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { savingOf } from "./saving-of.ts";

const tags = ["Tickets"];

const counts = createRoute({
  method: "get",
  path: "/ticket-counts",
  tags,
  summary: "How many tickets are in each of the views that everybody has",
  request: { query: TimeZoneQuery },
  responses: { 200: answer(TicketCounts, "A number a view") },
});

const updateMany = createRoute({
  method: "patch",
  path: "/tickets",
  tags,
  summary: "Change many tickets alike, each by itself: one that can't be changed hinders no other",
  request: { body: body(TicketBulkUpdate) },
  responses: { 200: answer(TicketBulkResult, "What became of each") },
});

const fill = createRoute({
  method: "get",
  path: "/ticket-templates/{id}/fill",
  tags,
  summary: "What a ticket would hold that is opened from a template, for a user, a customer or a site",
  request: { params: z.object({ id: RecordId }), query: FillQuery },
  responses: { 200: answer(TicketPatch, "Fields for the form of a new ticket") },
});

/** What agents do with many tickets, and before there is one. */
export function ticketDeskRoutes(needs: ApiDependencies) {
  const { db } = needs.database;
  return createV1App()
    .openapi(counts, async (c) => {
      const { timeZone } = c.req.valid("query");
      return c.json(await countQuickViews(db, { caller: c.get("caller"), now: needs.context.now(), timeZone }), 200);
    })
    .openapi(updateMany, async (c) => {
      const { ids, patch } = c.req.valid("json");
      const items = [];
      for (const id of new Set(ids)) items.push(await updateOne(db, { id, patch }, savingOf(c, needs)));
      return c.json({ updated: items.filter((item) => item.isUpdated).length, items }, 200);
    })
    .openapi(fill, async (c) => {
      const templateId = c.req.valid("param").id;
      const { userId, customerId, siteId } = c.req.valid("query");
      const given = { ...(userId && { userId }), ...(customerId && { customerId }), ...(siteId && { siteId }) };
      return c.json(await fillTemplate(db, { templateId, given }), 200);
    });
}

async function updateOne(
  db: Db,
  { id, patch }: { readonly id: number; readonly patch: z.infer<typeof TicketPatch> },
  saving: TicketSaving,
): Promise<{ id: number; isUpdated: boolean; says: string | null }> {
  try {
    await updateTicket(db, { id, patch, expectsVersion: null }, saving);
    return { id, isUpdated: true, says: null };
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof NotFound || error instanceof Conflict)) throw error;
    return { id, isUpdated: false, says: error.message };
  }
}
