import { createRoute, z } from "@hono/zod-openapi";
import { issueInvoice } from "../../../billing/issue-invoice.ts";
import { getInvoice, listInvoices, streamInvoices } from "../../../billing/list-invoices.ts";
import { previewInvoice } from "../../../billing/preview-invoice.ts";
import { drawInvoiceFile } from "../../../core/billing/draw-invoice-file.ts";
import { deskKinds } from "../../../model/records/desk-kinds.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readVersion } from "../entity-tag.ts";
import { readPage, writePage } from "../read-page.ts";
import { answerFile } from "../records/answer-records.ts";
import { expectVersion } from "../records/expect-version.ts";
import { RecordId } from "../shapes/common.ts";
import { InvoicePage, InvoicePreviewView, InvoiceQuery, InvoiceWithLines } from "../shapes/contracts.ts";
import { readListed } from "../shapes/listed.ts";
import { answer, createV1App } from "../v1-app.ts";
import { invoiceFile } from "./file-columns.ts";
import { viewInvoice, viewPreview } from "./view-invoice.ts";
import { writeListFile } from "./write-list-file.ts";

const params = z.object({ id: RecordId });
const tags = ["Invoices"];
const on = z.object({
  on: z.iso
    .date()
    .refine((day) => day >= "1970" && day < "9000", "is before 1970 or after 9000: is the year right?")
    .optional(),
});
const file = { description: "The invoice as a file", content: { "text/csv": { schema: z.string() } } };

const preview = createRoute({
  method: "get",
  path: "/recurring-invoices/{id}/preview",
  tags,
  summary: "What a recurring invoice would bill on a day, on its next date where none is given; nothing is kept",
  request: { params, query: on },
  responses: { 200: answer(InvoicePreviewView, "Every line with where its quantity came from, beside the period before") },
});

const previewFile = createRoute({
  method: "get",
  path: "/recurring-invoices/{id}/preview.csv",
  tags,
  summary: "The same as a file",
  request: { params, query: on },
  responses: { 200: file },
});

const advance = createRoute({
  method: "post",
  path: "/recurring-invoices/{id}/advance",
  tags,
  summary: "Bill the next date: keeps what it comes to, and moves the date on",
  request: { params },
  responses: { 201: answer(InvoiceWithLines, "What was billed") },
});

const list = createRoute({
  method: "get",
  path: "/invoices",
  tags,
  summary: "List what was billed, newest first; with format=csv all as a file",
  request: { query: InvoiceQuery },
  responses: {
    200: {
      description: "One sheet of the list, or the file",
      content: { "application/json": { schema: InvoicePage }, "text/csv": { schema: z.string() } },
    },
  },
});

const get = createRoute({
  method: "get",
  path: "/invoices/{id}",
  tags,
  summary: "An invoice that was billed, with its lines",
  request: { params },
  responses: { 200: answer(InvoiceWithLines, "The invoice as it was") },
});

const getFile = createRoute({
  method: "get",
  path: "/invoices/{id}/lines.csv",
  tags,
  summary: "The same as a file",
  request: { params },
  responses: { 200: file },
});

/** Recurring invoices: what they would bill, and what they billed. */
export function invoiceRoutes({ database: { db }, context }: ApiDependencies) {
  const headers = (name: string) => ({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
  });
  const look = async (id: number, day: string | undefined) => await previewInvoice(db, { id, on: day ?? null, now: context.now() });
  return createV1App()
    .openapi(preview, async (c) => c.json(viewPreview(await look(c.req.valid("param").id, c.req.valid("query").on)), 200))
    .openapi(previewFile, async (c) => {
      const seen = await look(c.req.valid("param").id, c.req.valid("query").on);
      return c.body(drawInvoiceFile(seen), 200, headers(`invoice-${seen.recurringId}-${seen.on}`));
    })
    .openapi(advance, async (c) => {
      const seen = { id: c.req.valid("param").id, version: readVersion(c) };
      const saving = { by: c.get("by"), now: context.now() };
      const id = await expectVersion(db, deskKinds.recurringInvoice, seen, () =>
        issueInvoice(db, { id: seen.id, expectsVersion: seen.version }, saving),
      );
      const { lines, ...invoice } = await getInvoice(db, id);
      return c.json({ ...viewInvoice(invoice), lines: [...lines] }, 201);
    })
    .openapi(list, async (c) => {
      const asked = c.req.valid("query");
      if (asked.format === "csv") return answerFile(c, "invoices", await writeListFile(invoiceFile, streamInvoices(db, readListed(asked))));
      const window = readPage(asked);
      const { items, total } = await listInvoices(db, readListed(asked), window);
      return c.json(writePage(items.map(viewInvoice), total, window), 200);
    })
    .openapi(get, async (c) => {
      const { lines, ...invoice } = await getInvoice(db, c.req.valid("param").id);
      return c.json({ ...viewInvoice(invoice), lines: [...lines] }, 200);
    })
    .openapi(getFile, async (c) => {
      const { lines, ...invoice } = await getInvoice(db, c.req.valid("param").id);
      const rows = lines.map((line) => ({ ...line, cents: Math.round(line.amount * 100), before: null }));
      return c.body(drawInvoiceFile({ ...invoice, lines: rows }), 200, headers(`invoice-${invoice.id}`));
    });
}
