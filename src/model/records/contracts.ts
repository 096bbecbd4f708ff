import { z } from "zod";
import { choice, date, flag, longText, money, name, number, reference, structured, text } from "./field.ts";
import { defineKind } from "./kind.ts";

/** Something bought by the seat for a customer (D5). Every change of its quantities is kept with its date. */
export const subscriptionKind = defineKind({
  name: "subscription",
  one: "subscription",
  many: "subscriptions",
  table: "subscriptions",
  path: "subscriptions",
  right: "licences",
  uniqueBy: null,
  hasSearchKey: true,
  fields: {
    name: name("Product"),
    customerId: reference("Customer", "customer"),
    sku: text("SKU"),
    quantity: number("Quantity"),
    assignedQuantity: number("Assigned"),
    plan: text("Plan"),
    term: text("Term"),
    renewsOn: date("Renews on"),
    price: money("Price a unit"),
    currency: text("Currency", { max: 3 }),
    status: choice("Status", ["active", "suspended", "cancelled", "transferred", "unknown"], "active"),
    externalId: text("Id elsewhere"),
    notes: longText("Notes"),
  },
});

/** A software licence that users and assets hold (D5). */
export const softwareLicenceKind = defineKind({
  name: "softwareLicence",
  one: "software licence",
  many: "software licences",
  table: "software_licences",
  path: "software-licences",
  right: "licences",
  uniqueBy: null,
  hasSearchKey: true,
  fields: {
    name: name("Name"),
    customerId: reference("Customer", "customer"),
    sku: text("SKU"),
    total: number("Bought"),
    used: number("In use", { isComputed: true }),
    vendor: text("Vendor"),
    startsOn: date("From"),
    endsOn: date("Until"),
    price: money("Price a unit"),
    currency: text("Currency", { max: 3 }),
    isActive: flag("Active", true),
    externalId: text("Id elsewhere"),
    notes: longText("Notes"),
  },
});

/** What a line of an invoice counts. */
export const LineQuantity = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed"), quantity: z.number().min(0).max(1e9) }),
  z.strictObject({ kind: z.literal("subscription"), subscriptionId: z.number().int().min(1), counts: z.enum(["quantity", "assigned"]) }),
  z.strictObject({ kind: z.literal("licence"), licenceId: z.number().int().min(1), counts: z.enum(["total", "used"]) }),
  z.strictObject({ kind: z.literal("activeUsers"), siteId: z.number().int().min(1).nullable() }),
  z.strictObject({ kind: z.literal("activeAssets"), assetTypeId: z.number().int().min(1).nullable() }),
]);
export type LineQuantity = z.infer<typeof LineQuantity>;

/** A line of a recurring invoice. `free` units cost nothing; at least `minimum` are billed. */
export const InvoiceLine = z.strictObject({
  says: z.string().trim().min(1, "is missing").max(500),
  unitPrice: z.number().min(-1e9).max(1e9),
  quantity: LineQuantity,
  free: z.number().int().min(0).max(1_000_000),
  minimum: z.number().int().min(0).max(1_000_000),
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

/** An invoice that comes again, whose lines follow what a customer has (D5). */
export const recurringInvoiceKind = defineKind({
  name: "recurringInvoice",
  one: "recurring invoice",
  many: "recurring invoices",
  table: "recurring_invoices",
  path: "recurring-invoices",
  right: "invoices",
  uniqueBy: ["customerId", "name"],
  fields: {
    name: name("Name"),
    customerId: reference("Customer", "customer"),
    everyMonths: number("Every so many months", { min: 1, max: 120 }),
    nextOn: date("Next on"),
    dayOfMonth: number("Day of the month", { min: 1, max: 31, isComputed: true }),
    currency: text("Currency", { max: 3 }),
    isActive: flag("Active", true),
    lines: structured("Lines", z.array(InvoiceLine).max(500), []),
    notes: longText("Notes"),
  },
});
