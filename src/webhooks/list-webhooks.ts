import { type Kysely, sql } from "kysely";
import { NotFound } from "../model/errors.ts";
import type { EventName } from "../model/event.ts";
import type { Tables } from "../store/tables.ts";

/** A webhook as it is shown: never its secret. */
export interface WebhookRow {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly events: EventName[];
  readonly isActive: boolean;
  readonly allowsPrivate: boolean;
  /** Why Muster switched it off; null where it did not. */
  readonly stoppedBecause: string | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Deliveries that wait for their turn or for another try. */
  readonly waiting: number;
  readonly lastDeliveredAt: Date | null;
  /** Until when the secret that was replaced signs, too. */
  readonly formerUntil: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly version: number;
}

/** Webhooks by name, with how they do; one of them where its number is given. */
export async function listWebhooks(db: Kysely<Tables>, now: Date, id: number | null = null): Promise<readonly WebhookRow[]> {
  const answer = await sql<WebhookRow>`
    select w.id, w.name, w.url, w.events, w.is_active as "isActive", w.allows_private as "allowsPrivate", w.stopped_because as "stoppedBecause", w.failures,
      (select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
      (select d.tried_at from webhook_deliveries d where d.webhook_id = w.id and d.state = 'delivered' order by d.id desc limit 1) as "lastDeliveredAt",
      case when w.former_until > ${now}::timestamptz then w.former_until end as "formerUntil",
      w.created_at as "createdAt", w.created_by as "createdBy", w.version
    from webhooks w where ${id === null ? sql`true` : sql`w.id = ${id}::int`} order by lower(w.name), w.id`.execute(db);
  return answer.rows;
}

/** A webhook by number. @throws NotFound */
export async function getWebhook(db: Kysely<Tables>, now: Date, id: number): Promise<WebhookRow> {
  const [row] = await listWebhooks(db, now, id);
  if (row === undefined) throw new NotFound(`There is no webhook ${id}.`);
  return row;
}

/** Who saved a webhook last, and when; null where nobody is known. */
export async function findLastSaving(db: Kysely<Tables>, id: number): Promise<{ readonly by: string; readonly at: Date } | null> {
  const row = await db
    .selectFrom("audit")
    .select(["actor as by", "at"])
    .where("entity", "=", "webhook")
    .where("record_id", "=", id)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
