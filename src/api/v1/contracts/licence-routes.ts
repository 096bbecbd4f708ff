import { createRoute, z } from "@hono/zod-openapi";
import { listSeatMonths } from "../../../billing/list-seat-months.ts";
import { listSeats, type SeatRow, streamSeats } from "../../../billing/list-seats.ts";
import { assignLicences } from "../../../desk/contracts/assign-licences.ts";
import { type AssignmentFilter, listAssignments, streamAssignments } from "../../../desk/contracts/list-assignments.ts";
import { releaseAssignment } from "../../../desk/contracts/release-licences.ts";
import { getRecordOf } from "../../../desk/records/list-records-of.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { Db } from "../../../store/open-database.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { type PageWindow, readPage, writePage } from "../read-page.ts";
import { answerFile } from "../records/answer-records.ts";
import { PageQuery, RecordId } from "../shapes/common.ts";
import { AssignmentPage, AssignmentQuery, LicencesToAssign, SeatMonthsList, SeatPage, SeatQuery } from "../shapes/contracts.ts";
import { readListed } from "../shapes/listed.ts";
import { answer, body, createV1App } from "../v1-app.ts";
import { assignmentFile, seatFile } from "./file-columns.ts";
import { writeListFile } from "./write-list-file.ts";

const params = z.object({ id: RecordId });
const tags = ["Licences and seats"];
const sheetOrFile = <T extends z.ZodType>(schema: T) => ({
  description: "One sheet of the list, or the file",
  content: { "application/json": { schema }, "text/csv": { schema: z.string() } },
});
const sheet = answer(AssignmentPage, "One sheet of who holds what");

const listAll = createRoute({
  method: "get",
  path: "/licence-assignments",
  tags,
  summary:
    "Who holds which software licence; with isActive=false the inactive people and assets that still do; with format=csv all as a file",
  request: { query: AssignmentQuery },
  responses: { 200: sheetOrFile(AssignmentPage) },
});

const listOfLicence = createRoute({
  method: "get",
  path: "/software-licences/{id}/assignments",
  tags,
  summary: "Who holds a software licence",
  request: { params, query: PageQuery },
  responses: { 200: sheet },
});

const assign = createRoute({
  method: "post",
  path: "/software-licences/{id}/assignments",
  tags,
  summary: "Give a software licence to users and assets of its customer",
  request: { params, body: body(LicencesToAssign) },
  responses: { 201: answer(AssignmentPage, "The first sheet of who holds it now") },
});

const release = createRoute({
  method: "delete",
  path: "/software-licences/{id}/assignments/{assignmentId}",
  tags,
  summary: "Take a software licence from whoever holds it",
  request: { params: z.object({ id: RecordId, assignmentId: RecordId }) },
  responses: { 204: { description: "It is free again" } },
});

const listOfUser = createRoute({
  method: "get",
  path: "/users/{id}/licences",
  tags,
  summary: "The software licences that a user holds",
  request: { params, query: PageQuery },
  responses: { 200: sheet },
});

const listOfAsset = createRoute({
  method: "get",
  path: "/assets/{id}/licences",
  tags,
  summary: "The software licences that an asset holds",
  request: { params, query: PageQuery },
  responses: { 200: sheet },
});

const seats = createRoute({
  method: "get",
  path: "/seats",
  tags,
  summary: "Seats by customer and product: bought, assigned, assigned to inactive people, billed; with format=csv all as a file",
  request: { query: SeatQuery },
  responses: { 200: sheetOrFile(SeatPage) },
});

const seatMonths = createRoute({
  method: "get",
  path: "/seats/months",
  tags,
  summary: "How the seats that a customer has now grew over the last twelve months, by product",
  request: { query: z.object({ customerId: RecordId }) },
  responses: { 200: answer(SeatMonthsList, "Every product of the customer, by SKU") },
});

/** Software licences and who holds them. */
export function licenceRoutes({ database: { db }, context }: ApiDependencies) {
  return createV1App()
    .openapi(listAll, async (c) => {
      const asked = c.req.valid("query");
      if (asked.format === "csv")
        return answerFile(c, "licence-assignments", await writeListFile(assignmentFile, streamAssignments(db, readListed(asked))));
      return c.json(await viewAssignments(db, readListed(asked), readPage(asked)), 200);
    })
    .openapi(listOfLicence, async (c) => {
      const { id } = c.req.valid("param");
      await getRecordOf(db, deskKinds.softwareLicence, id);
      return c.json(await viewAssignments(db, { licenceId: id }, readPage(c.req.valid("query"))), 200);
    })
    .openapi(assign, async (c) => {
      const { id } = c.req.valid("param");
      await assignLicences(db, { licenceId: id, ...c.req.valid("json") }, { by: c.get("by"), now: context.now() });
      return c.json(await viewAssignments(db, { licenceId: id }, { from: 0, limit: 500 }), 201);
    })
    .openapi(release, async (c) => {
      const { id, assignmentId } = c.req.valid("param");
      await releaseAssignment(db, { licenceId: id, assignmentId }, { by: c.get("by"), now: context.now() });
      return c.body(null, 204);
    })
    .openapi(listOfUser, async (c) => {
      const { id } = c.req.valid("param");
      await getRecordOf(db, deskKinds.user, id);
      return c.json(await viewAssignments(db, { userId: id }, readPage(c.req.valid("query"))), 200);
    })
    .openapi(listOfAsset, async (c) => {
      const { id } = c.req.valid("param");
      await getRecordOf(db, deskKinds.asset, id);
      return c.json(await viewAssignments(db, { assetId: id }, readPage(c.req.valid("query"))), 200);
    })
    .openapi(seats, async (c) => {
      const asked = c.req.valid("query");
      if (asked.format === "csv") return answerFile(c, "seats", await writeListFile(seatFile, streamSeats(db, readListed(asked))));
      const window = readPage(asked);
      const { items, total } = await listSeats(db, readListed(asked), window);
      return c.json(writePage(items.map(viewSeat), total, window), 200);
    })
    .openapi(seatMonths, async (c) => {
      const { customerId } = c.req.valid("query");
      await getRecordOf(db, deskKinds.customer, customerId);
      const products = await listSeatMonths(db, { customerId, now: context.now() });
      return c.json({ items: products.map(({ sku, months }) => ({ sku, months: [...months] })) }, 200);
    });
}

const viewSeat = (row: SeatRow) => ({ ...row, subscriptionIds: [...row.subscriptionIds], licenceIds: [...row.licenceIds] });

async function viewAssignments(db: Db, filter: AssignmentFilter, window: PageWindow) {
  const { items, total } = await listAssignments(db, filter, window);
  return writePage(
    items.map((one) => ({ ...one, since: one.since.toISOString() })),
    total,
    window,
  );
}
