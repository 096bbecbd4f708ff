import { z } from "@hono/zod-openapi";
import { invoiceColumns } from "../../../billing/list-invoices.ts";
import { seatColumns } from "../../../billing/list-seats.ts";
import { assignmentColumns } from "../../../desk/contracts/list-assignments.ts";
import { pageOf } from "./common.ts";
import { listedQuery } from "./listed.ts";

const count = z.number().int().min(0).max(2_147_483_647);

/** A quantity and the moment from which it holds. */
export const QuantityView = z
  .object({ at: z.iso.datetime(), quantity: z.number().int(), assigned: z.number().int(), by: z.string() })
  .openapi("Quantity");
export const QuantityPage = pageOf(QuantityView).openapi("QuantityPage");

/** A quantity as somebody knows that it was; without `assigned`, that stays as it was then. */
export const QuantityToSave = z
  .strictObject({ at: z.iso.datetime({ offset: true }), quantity: count, assigned: count.optional() })
  .openapi("QuantityToSave");

/** Who or what holds a licence. */
export const AssignmentView = z
  .object({
    id: z.number().int(),
    licenceId: z.number().int(),
    licence: z.string(),
    customerId: z.number().int(),
    customer: z.string(),
    userId: z.number().int().nullable(),
    assetId: z.number().int().nullable(),
    holder: z.string(),
    isActive: z.boolean(),
    since: z.iso.datetime(),
    by: z.string(),
  })
  .openapi("LicenceAssignment");
export const AssignmentPage = pageOf(AssignmentView).openapi("LicenceAssignmentPage");

/** Which assignments; `isActive=false` are those of inactive people and assets. */
export const AssignmentQuery = listedQuery(assignmentColumns, "licence");
export const SeatQuery = listedQuery(seatColumns, "customer");
export const InvoiceQuery = listedQuery(invoiceColumns, "-on");

const ids = z.array(z.number().int().min(1).max(2_147_483_647)).max(1000).default([]);

/** Whom and what a licence is given to: all of them, or none where one of them can't have it. */
export const LicencesToAssign = z
  .strictObject({ userIds: ids, assetIds: ids })
  .refine(({ userIds, assetIds }) => userIds.length + assetIds.length > 0, "says nobody: give userIds or assetIds")
  .openapi("LicencesToAssign");

/** One product at one customer. */
export const SeatView = z
  .object({
    customerId: z.number().int(),
    customer: z.string(),
    sku: z.string(),
    name: z.string(),
    bought: z.number().int(),
    assigned: z.number().int(),
    assignedToInactive: z.number().int(),
    billed: z.number(),
    /** What it is the sum of. */
    subscriptionIds: z.array(z.number().int()),
    licenceIds: z.array(z.number().int()),
  })
  .openapi("Seat");
export const SeatPage = pageOf(SeatView).openapi("SeatPage");

/** How many seats of a product a customer had when each of the last twelve months began, oldest first. */
export const SeatMonthsView = z
  .object({ sku: z.string(), months: z.array(z.object({ on: z.iso.date(), bought: z.number().int(), assigned: z.number().int() })) })
  .openapi("SeatMonths");
export const SeatMonthsList = z.object({ items: z.array(SeatMonthsView) }).openapi("SeatMonthsList");

/** A line of an invoice: amounts in its currency. */
const lineShape = {
  says: z.string(),
  /** Where the quantity came from, in words. */
  from: z.string(),
  counted: z.number(),
  quantity: z.number(),
  unitPrice: z.number(),
  amount: z.number(),
};

/** What a recurring invoice would bill on a day, each line beside the same line a period earlier. */
export const InvoicePreviewView = z
  .object({
    recurringId: z.number().int(),
    name: z.string(),
    customerId: z.number().int(),
    customer: z.string(),
    on: z.iso.date(),
    currency: z.string(),
    total: z.number(),
    lines: z.array(
      z.object({
        ...lineShape,
        before: z.object({ quantity: z.number(), amount: z.number() }).nullable(),
        /** What the amount is more, or less, than before; null where nothing is known of before. */
        difference: z.number().nullable(),
      }),
    ),
    comparedWith: z.object({ on: z.iso.date(), isIssued: z.boolean(), total: z.number() }),
    difference: z.number(),
  })
  .openapi("InvoicePreview");
export type InvoicePreviewView = z.infer<typeof InvoicePreviewView>;

/** An invoice that was billed, as it was. */
export const InvoiceView = z
  .object({
    id: z.number().int(),
    recurringId: z.number().int().nullable(),
    customerId: z.number().int(),
    customer: z.string(),
    name: z.string(),
    on: z.iso.date(),
    currency: z.string(),
    total: z.number(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .openapi("Invoice");
export type InvoiceView = z.infer<typeof InvoiceView>;
export const InvoicePage = pageOf(InvoiceView).openapi("InvoicePage");
export const InvoiceWithLines = InvoiceView.extend({ lines: z.array(z.object(lineShape)) }).openapi("InvoiceWithLines");
