import { type Kysely, type RawBuilder, sql } from "kysely";
import { judgeQuantity } from "../core/billing/plan-invoice.ts";
import { conditionOn, type ListedAsked, type ListedColumns, orderOn } from "../desk/records/listed-columns.ts";
import type { InvoiceLine } from "../model/records/contracts.ts";
import type { Tables } from "../store/tables.ts";

/** One product at one customer, over all its subscriptions and licences: what is bought, what of it is used, and what is billed. */
export interface SeatRow {
  readonly customerId: number;
  readonly customer: string;
  /** The SKU, or the name where there is none. */
  readonly sku: string;
  readonly name: string;
  readonly bought: number;
  readonly assigned: number;
  readonly assignedToInactive: number;
  /** What active recurring invoices would bill of it now. */
  readonly billed: number;
  /** What it is the sum of. */
  readonly subscriptionIds: readonly number[];
  readonly licenceIds: readonly number[];
}

/**
 * What is bought of anything now: a row for each subscription that runs and each licence in use, with its product. `kind` and `record_id` are
 * those of its quantities.
 */
export const boughtNow = sql`
  select s.customer_id, coalesce(nullif(s.sku, ''), s.name) as sku, s.name, s.quantity as bought, s.assigned_quantity as assigned, 0 as inactive,
    'subscription' as kind, s.id as record_id from subscriptions s where s.status not in ('cancelled', 'transferred')
  union all
  select l.customer_id, coalesce(nullif(l.sku, ''), l.name), l.name, l.total, l.used,
    (select count(*)::int from licence_assignments a left join users u on u.id = a.user_id left join assets t on t.id = a.asset_id
      where a.licence_id = l.id and not coalesce(u.is_active, t.is_active)),
    'softwareLicence', l.id from software_licences l where l.is_active`;

const grouped = sql`
  select x.customer_id as "customerId", c.name as customer, x.sku, min(x.name) as name, string_agg(x.name, ' ') as names, sum(x.bought)::int as bought,
    sum(x.assigned)::int as assigned, sum(x.inactive)::int as "assignedToInactive",
    coalesce(array_agg(x.record_id order by x.record_id) filter (where x.kind = 'subscription'), '{}') as "subscriptionIds",
    coalesce(array_agg(x.record_id order by x.record_id) filter (where x.kind = 'softwareLicence'), '{}') as "licenceIds"
  from (${boughtNow}) x join customers c on c.id = x.customer_id group by x.customer_id, c.name, x.sku`;

/** By what lists of seats are filtered and sorted. */
export const seatColumns = {
  customerId: { sql: sql`g."customerId"`, kind: "reference" },
  customer: { sql: sql`g.customer`, kind: "text" },
  sku: { sql: sql`g.sku`, kind: "text" },
  name: { sql: sql`g.name`, kind: "text" },
  bought: { sql: sql`g.bought`, kind: "number" },
  assigned: { sql: sql`g.assigned`, kind: "number" },
  assignedToInactive: { sql: sql`g."assignedToInactive"`, kind: "number" },
} as const satisfies ListedColumns;

/** Which seats: of a customer, or by any column. */
export interface SeatFilter extends ListedAsked {
  readonly customerId?: number | undefined;
}

/** One sheet of seats by customer and product. What was cancelled or is inactive is not among them. @throws Invalid */
export async function listSeats(
  db: Kysely<Tables>,
  filter: SeatFilter,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly SeatRow[]; readonly total: number }> {
  const where = conditionOf(filter);
  const rows = await select(db, sql`where ${where} order by ${orderOf(filter)} limit ${limit}::int offset ${from}::int`);
  const counted = await sql<{ n: number }>`select count(*)::int as n from (${grouped}) g where ${where}`.execute(db);
  return { items: await addBilled(db, rows), total: counted.rows[0]?.n ?? 0 };
}

/** All seats that a filter lets through, as they stood when they were read; what is billed is added by the hundred. @throws Invalid */
export async function* streamSeats(db: Kysely<Tables>, filter: SeatFilter): AsyncIterable<readonly SeatRow[]> {
  const rows = await select(db, sql`where ${conditionOf(filter)} order by ${orderOf(filter)}`);
  for (let from = 0; from < rows.length; from += 500) yield await addBilled(db, rows.slice(from, from + 500));
}

type Bought = Omit<SeatRow, "billed">;

async function select(db: Kysely<Tables>, rest: RawBuilder<unknown>): Promise<readonly Bought[]> {
  const found = await sql<Bought>`
    select g."customerId", g.customer, g.sku, g.name, g.bought, g.assigned, g."assignedToInactive", g."subscriptionIds", g."licenceIds"
    from (${grouped}) g ${rest}`.execute(db);
  return found.rows;
}

async function addBilled(db: Kysely<Tables>, rows: readonly Bought[]): Promise<readonly SeatRow[]> {
  const lines = await listLines(db, [...new Set(rows.map((row) => row.customerId))]);
  return rows.map((row) => ({
    ...row,
    billed: lines.filter((line) => isAbout(line, row)).reduce((sum, line) => sum + judgeQuantity(line, line.counted), 0),
  }));
}

function conditionOf({ customerId, ...asked }: SeatFilter): RawBuilder<unknown> {
  const own = customerId === undefined ? sql`true` : sql`g."customerId" = ${customerId}::int`;
  return sql`${own} and ${conditionOn(seatColumns, asked, [sql`g.names`, sql`g.sku`, sql`g.customer`])}`;
}

function orderOf({ sort = "customer" }: ListedAsked): RawBuilder<unknown> {
  return sql`${orderOn(seatColumns, sort)}, lower(g.customer), lower(g.sku), g."customerId", g.sku`;
}

type CountedLine = InvoiceLine & { readonly counted: number };

/** The lines of active recurring invoices that count a subscription or a licence, with what that counts now. */
async function listLines(db: Kysely<Tables>, customerIds: readonly number[]): Promise<readonly CountedLine[]> {
  if (customerIds.length === 0) return [];
  const found = await sql<{ line: InvoiceLine; counted: number }>`
    select line, coalesce(case line #>> '{quantity,counts}' when 'quantity' then s.quantity when 'assigned' then s.assigned_quantity
      when 'total' then l.total when 'used' then l.used end, 0) as counted
    from recurring_invoices r cross join lateral jsonb_array_elements(r.lines) line
    left join subscriptions s on s.id = (line #>> '{quantity,subscriptionId}')::int
    left join software_licences l on l.id = (line #>> '{quantity,licenceId}')::int
    where r.is_active and r.customer_id = any(${customerIds}::int[]) and line #>> '{quantity,kind}' in ('subscription', 'licence')`.execute(
    db,
  );
  return found.rows.map(({ line, counted }) => ({ ...line, counted }));
}

function isAbout({ quantity }: InvoiceLine, { subscriptionIds, licenceIds }: Pick<SeatRow, "subscriptionIds" | "licenceIds">): boolean {
  if (quantity.kind === "subscription") return subscriptionIds.includes(quantity.subscriptionId);
  return quantity.kind === "licence" && licenceIds.includes(quantity.licenceId);
}
