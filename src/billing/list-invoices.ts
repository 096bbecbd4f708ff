import { type Kysely, type RawBuilder, sql } from "kysely";
import { type Listing, listSheet, streamSheets } from "../desk/records/list-sheet.ts";
import { conditionOn, type ListedAsked, type ListedColumns, orderOn } from "../desk/records/listed-columns.ts";
import { NotFound } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";

/** An invoice that was billed, as it was. Amounts are in its currency. */
export interface InvoiceRow {
  readonly id: number;
  readonly recurringId: number | null;
  readonly customerId: number;
  readonly customer: string;
  readonly name: string;
  readonly on: string;
  readonly currency: string;
  readonly total: number;
  readonly by: string;
  readonly at: Date;
}

/** A line of an invoice that was billed. */
export interface InvoiceLineRow {
  readonly says: string;
  readonly from: string;
  readonly counted: number;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
}

const columns = sql`
  i.id, i.recurring_id as "recurringId", i.customer_id as "customerId", c.name as customer, i.name, i.billed_on::text as on, i.currency,
  i.total::float8 as total, i.by_name as by, i.at`;

/** By what lists of invoices are filtered and sorted. */
export const invoiceColumns = {
  id: { sql: sql`i.id`, kind: "number" },
  recurringId: { sql: sql`i.recurring_id`, kind: "reference" },
  customerId: { sql: sql`i.customer_id`, kind: "reference" },
  customer: { sql: sql`c.name`, kind: "text" },
  name: { sql: sql`i.name`, kind: "text" },
  on: { sql: sql`i.billed_on`, kind: "date" },
  currency: { sql: sql`i.currency`, kind: "text" },
  total: { sql: sql`i.total`, kind: "money" },
  by: { sql: sql`i.by_name`, kind: "text" },
  at: { sql: sql`i.at`, kind: "moment" },
} as const satisfies ListedColumns;

/** Which invoices: of a customer, of a recurring invoice, or by any column. */
export interface InvoiceFilter extends ListedAsked {
  readonly customerId?: number | undefined;
  readonly recurringId?: number | undefined;
}

const tables = sql`invoices i join customers c on c.id = i.customer_id`;

/** One sheet of what was billed, the newest first where no other order is asked for. @throws Invalid */
export async function listInvoices(
  db: Kysely<Tables>,
  filter: InvoiceFilter,
  window: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly InvoiceRow[]; readonly total: number }> {
  return await listSheet<InvoiceRow>(db, listingOf(filter), window);
}

/** Every invoice that a filter lets through, some hundred at a time, as it stood when the first were read. @throws Invalid */
export function streamInvoices(db: Kysely<Tables>, filter: InvoiceFilter): AsyncIterable<readonly InvoiceRow[]> {
  return streamSheets<InvoiceRow>(db, listingOf(filter));
}

function listingOf(filter: InvoiceFilter): Listing {
  return { columns, tables, id: sql`i.id`, where: conditionOf(filter), order: orderOf(filter) };
}

function conditionOf({ customerId, recurringId, ...asked }: InvoiceFilter): RawBuilder<unknown> {
  return sql`
    ${customerId === undefined ? sql`true` : sql`i.customer_id = ${customerId}::int`}
    and ${recurringId === undefined ? sql`true` : sql`i.recurring_id = ${recurringId}::int`}
    and ${conditionOn(invoiceColumns, asked, [sql`i.name`, sql`c.name`])}`;
}

function orderOf({ sort = "-on" }: ListedAsked): RawBuilder<unknown> {
  return sql`${orderOn(invoiceColumns, sort)}, i.id desc`;
}

/** An invoice that was billed, with its lines. @throws NotFound */
export async function getInvoice(db: Kysely<Tables>, id: number): Promise<InvoiceRow & { readonly lines: readonly InvoiceLineRow[] }> {
  const found = await sql<InvoiceRow>`
    select ${columns} from ${tables} where i.id = ${id}::int`.execute(db);
  const [invoice] = found.rows;
  if (invoice === undefined) throw new NotFound(`There is no invoice ${id}.`);
  const lines = await sql<InvoiceLineRow>`
    select says, "from", counted::float8 as counted, quantity::float8 as quantity, unit_price::float8 as "unitPrice", amount::float8 as amount
    from invoice_lines where invoice_id = ${id}::int order by number`.execute(db);
  return { ...invoice, lines: lines.rows };
}
