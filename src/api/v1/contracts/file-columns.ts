import type { InvoiceRow } from "../../../billing/list-invoices.ts";
import type { SeatRow } from "../../../billing/list-seats.ts";
import type { AssignmentRow } from "../../../desk/contracts/list-assignments.ts";
import type { FileColumn } from "./write-list-file.ts";

/** The columns of the file of seats. */
export const seatFile: readonly FileColumn<SeatRow>[] = [
  { head: "Customer", cell: (row) => row.customer },
  { head: "Product", cell: (row) => row.name },
  { head: "SKU", cell: (row) => row.sku },
  { head: "Bought", cell: (row) => row.bought },
  { head: "Assigned", cell: (row) => row.assigned },
  { head: "Assigned to inactive people", cell: (row) => row.assignedToInactive },
  { head: "Billed", cell: (row) => row.billed },
];

/** The columns of the file of invoices that were billed. */
export const invoiceFile: readonly FileColumn<InvoiceRow>[] = [
  { head: "Number", cell: (row) => row.id },
  { head: "Customer", cell: (row) => row.customer },
  { head: "Name", cell: (row) => row.name },
  { head: "On", cell: (row) => row.on },
  { head: "Total", cell: (row) => row.total.toFixed(2) },
  { head: "Currency", cell: (row) => row.currency },
  { head: "By", cell: (row) => row.by },
  { head: "Kept", cell: (row) => row.at.toISOString() },
];

/** The columns of the file of who holds which software licence. */
export const assignmentFile: readonly FileColumn<AssignmentRow>[] = [
  { head: "Licence", cell: (row) => row.licence },
  { head: "Customer", cell: (row) => row.customer },
  { head: "Held by", cell: (row) => row.holder },
  { head: "User or asset", cell: (row) => (row.userId === null ? "asset" : "user") },
  { head: "Active", cell: (row) => (row.isActive ? "active" : "inactive") },
  { head: "Since", cell: (row) => row.since.toISOString() },
  { head: "By", cell: (row) => row.by },
];
