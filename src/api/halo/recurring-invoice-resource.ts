import { deskKinds } from "../../model/records/desk-kinds.ts";
import { kindResource } from "./kind-resource.ts";
import { readIds } from "./read-ids.ts";
import { readItem } from "./shapes.ts";
import { readRecurringInvoice, writeRecurringInvoice } from "./shapes-contracts.ts";

/** Recurring invoices with their lines. */
export const recurringInvoiceResource = kindResource({
  path: "recurringinvoice",
  listKey: "invoices",
  kind: deskKinds.recurringInvoice,
  orders: { name: "name", client_name: "customerId", nextcreationdate: "nextOn", last_update: "updatedAt" },
  filter: ({ query }) => ({ fields: { customerId: readIds(query, "client_id") } }),
  write: (_call, invoices) => invoices.map(writeRecurringInvoice),
  read: (_call, item) => readRecurringInvoice(readItem(item)),
});
