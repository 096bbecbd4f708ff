import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";
import { boughtNow } from "./list-seats.ts";

/** How many seats of a product a customer had when each of the last months began; `sku` is that of its seats. */
export interface SeatMonths {
  readonly sku: string;
  /** Oldest first; `on` is the first of a month. */
  readonly months: readonly { readonly on: string; readonly bought: number; readonly assigned: number }[];
}

const monthsBack = 11;

/** How the seats that a customer has now grew over a year, by product. What was cancelled meanwhile is not among them. */
export async function listSeatMonths(
  db: Kysely<Tables>,
  { customerId, now }: { readonly customerId: number; readonly now: Date },
): Promise<readonly SeatMonths[]> {
  const found = await sql<SeatMonths>`
    select sku, json_agg(json_build_object('on', "on", 'bought', bought, 'assigned', assigned) order by "on") as months
    from (select x.sku, to_char(month, 'YYYY-MM-DD') as "on", sum(coalesce(q.quantity, 0))::int as bought, sum(coalesce(q.assigned, 0))::int as assigned
      from (${boughtNow}) x cross join unnest(${listMonths(now)}::timestamp[]) month
      left join lateral (select c.quantity, c.assigned from quantity_changes c
        where c.kind = x.kind and c.record_id = x.record_id and c.at <= month at time zone 'UTC' order by c.at desc, c.id desc limit 1) q on true
      where x.customer_id = ${customerId}::int group by x.sku, month) m
    group by sku order by lower(sku), sku`.execute(db);
  return found.rows;
}

/** The beginnings of this month and of those before it. */
function listMonths(now: Date): readonly string[] {
  return Array.from({ length: monthsBack + 1 }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 10),
  );
}
