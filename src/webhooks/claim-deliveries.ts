import { type Kysely, sql } from "kysely";
import type { Json } from "../model/person.ts";
import type { Tables } from "../store/tables.ts";

/** A delivery that this process has claimed, with all that sending it needs. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly webhookId: number;
  readonly tries: number;
  readonly url: string;
  readonly allowsPrivate: boolean;
  readonly failures: number;
  readonly sealed: Buffer;
  /** The secret that is being replaced, while it signs too. */
  readonly sealedFormer: Buffer | null;
  readonly event: {
    readonly id: number;
    readonly name: string;
    readonly at: Date;
    readonly by: string;
    readonly payload: Readonly<Record<string, Json>>;
  };
}

/** How long a claim holds: far longer than sending takes. Whoever dies in between lets go of it by that. */
const claimSeconds = 60;

/**
 * Claims the next delivery of every webhook that has one due, of one webhook where its number is given: in the order of events, and none
 * of a webhook that another delivery is under way to. Of several processes that claim at once, each delivery goes to one.
 */
export async function claimDeliveries(db: Kysely<Tables>, now: Date, webhookId: number | null = null): Promise<readonly ClaimedDelivery[]> {
  const until = new Date(now.getTime() + claimSeconds * 1000);
  const answer = await sql<ClaimedRow>`
    with claimed as (
      update webhook_deliveries d set claimed_until = ${until}::timestamptz, tries = d.tries + 1, tried_at = ${now}::timestamptz
      from webhooks w cross join lateral (
        select x.id from webhook_deliveries x
        where x.webhook_id = w.id and x.state = 'waiting' and x.next_at <= ${now}::timestamptz
          and (x.claimed_until is null or x.claimed_until < ${now}::timestamptz)
        order by x.id limit 1 for update of x skip locked) picked
      where d.id = picked.id and w.is_active and (w.rests_until is null or w.rests_until <= ${now}::timestamptz)
        and ${webhookId === null ? sql`true` : sql`w.id = ${webhookId}::int`}
        and not exists (
          select 1 from webhook_deliveries c
          where c.webhook_id = w.id and c.state = 'waiting' and c.claimed_until >= ${now}::timestamptz)
      returning d.id, d.webhook_id, d.event_id, d.tries, w.url, w.allows_private, w.failures, w.sealed,
        case when w.former_until > ${now}::timestamptz then w.sealed_former end as sealed_former)
    select c.*, e.name, e.at, e.by_name, e.payload from claimed c join events e on e.id = c.event_id order by c.id`.execute(db);
  return answer.rows.map((row) => ({
    id: row.id,
    webhookId: row.webhook_id,
    tries: row.tries,
    url: row.url,
    allowsPrivate: row.allows_private,
    failures: row.failures,
    sealed: Buffer.from(row.sealed),
    sealedFormer: row.sealed_former === null ? null : Buffer.from(row.sealed_former),
    event: { id: row.event_id, name: row.name, at: row.at, by: row.by_name, payload: row.payload },
  }));
}

interface ClaimedRow {
  readonly id: number;
  readonly webhook_id: number;
  readonly event_id: number;
  readonly tries: number;
  readonly url: string;
  readonly allows_private: boolean;
  readonly failures: number;
  readonly sealed: Buffer;
  readonly sealed_former: Buffer | null;
  readonly name: string;
  readonly at: Date;
  readonly by_name: string;
  readonly payload: Readonly<Record<string, Json>>;
}

/** Gives a claim back, as if the delivery had not been tried. */
export async function releaseClaim(db: Kysely<Tables>, { id, tries }: Pick<ClaimedDelivery, "id" | "tries">): Promise<void> {
  await db
    .updateTable("webhook_deliveries")
    .set({ claimed_until: null, tries: tries - 1 })
    .where("id", "=", id)
    .where("tries", "=", tries)
    .execute();
}
