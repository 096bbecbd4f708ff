import { type Kysely, sql } from "kysely";
import { Conflict, NotFound } from "../model/errors.ts";
import type { Json } from "../model/person.ts";
import type { Tables } from "../store/tables.ts";

/** A delivery as the log of a webhook shows it. */
export interface DeliveryRow {
  readonly id: number;
  readonly eventId: number;
  readonly event: string;
  readonly recordId: number | null;
  readonly at: Date;
  readonly by: string;
  readonly state: "waiting" | "delivered" | "dead";
  readonly tries: number;
  readonly triedAt: Date | null;
  readonly nextAt: Date | null;
  readonly status: number | null;
  readonly says: string;
  readonly answer: string;
  readonly milliseconds: number | null;
  readonly payload: Readonly<Record<string, Json>>;
}

/** One sheet of the deliveries of a webhook, the newest first. */
export async function listDeliveries(
  db: Kysely<Tables>,
  {
    webhookId,
    state,
    from,
    limit,
  }: { readonly webhookId: number; readonly state: string | null; readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly DeliveryRow[]; readonly total: number }> {
  const where = sql`d.webhook_id = ${webhookId}::int and ${state === null ? sql`true` : sql`d.state = ${state}`}`;
  const items = await sql<DeliveryRow>`
    select d.id, d.event_id as "eventId", e.name as event, e.record_id as "recordId", e.at, e.by_name as by, d.state, d.tries, d.tried_at as "triedAt",
      case when d.state = 'waiting' then d.next_at end as "nextAt", d.status, d.says, d.answer, d.milliseconds, e.payload
    from webhook_deliveries d join events e on e.id = d.event_id where ${where}
    order by d.id desc limit ${limit}::int offset ${from}::int`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n from webhook_deliveries d where ${where}`.execute(db);
  return { items: items.rows, total: counted.rows[0]?.n ?? 0 };
}

/** Has an event delivered to a webhook once more, from the first try on; the receiver sees the same event number. @throws NotFound, Conflict while it is waiting */
export async function redeliver(
  db: Kysely<Tables>,
  { webhookId, deliveryId, now }: { readonly webhookId: number; readonly deliveryId: number; readonly now: Date },
): Promise<void> {
  const found = await db
    .selectFrom("webhook_deliveries")
    .select("state")
    .where("id", "=", deliveryId)
    .where("webhook_id", "=", webhookId)
    .executeTakeFirst();
  if (found === undefined) throw new NotFound(`The webhook ${webhookId} has no delivery ${deliveryId}.`);
  if (found.state === "waiting") throw new Conflict("This delivery is waiting for its turn already.");
  await db
    .updateTable("webhook_deliveries")
    .set({ state: "waiting", tries: 0, next_at: now, claimed_until: null })
    .where("id", "=", deliveryId)
    .where("state", "<>", "waiting")
    .execute();
}
