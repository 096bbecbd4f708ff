import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";
import type { ClaimedDelivery } from "./claim-deliveries.ts";
import { planNextTry, planRest } from "./plan-next-try.ts";
import type { PostOutcome } from "./post-delivery.ts";

/** Records how a delivery went, and what follows: done, tried again later, given up; a receiver that is gone has its webhook switched off. */
export async function settleDelivery(
  db: Kysely<Tables>,
  delivery: Pick<ClaimedDelivery, "id" | "webhookId" | "tries" | "failures">,
  outcome: PostOutcome & { readonly milliseconds: number },
  now: Date,
): Promise<void> {
  const isGone = outcome.status === 410;
  const nextAt = isGone ? null : planNextTry(delivery.tries, now);
  const state = outcome.isDelivered ? "delivered" : nextAt === null ? "dead" : "waiting";
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable("webhook_deliveries")
      .set({
        state,
        claimed_until: null,
        ...(state === "waiting" && nextAt !== null && { next_at: nextAt }),
        status: outcome.status,
        says: outcome.says,
        answer: outcome.answer,
        milliseconds: outcome.milliseconds,
      })
      .where("id", "=", delivery.id)
      .where("tries", "=", delivery.tries)
      .execute();
    if (isGone) return await switchOff(trx, delivery.webhookId, now);
    const failures = outcome.isDelivered ? 0 : delivery.failures + 1;
    if (failures === 0 && delivery.failures === 0) return;
    await trx
      .updateTable("webhooks")
      .set({ failures, rests_until: failures === 0 ? null : planRest(failures, now) })
      .where("id", "=", delivery.webhookId)
      .execute();
  });
}

/** Nobody listens any more: nothing more is sent, and what waited is given up. */
async function switchOff(trx: Kysely<Tables>, webhookId: number, now: Date): Promise<void> {
  const says = "The receiver answered 410: it is gone. Switched off; give it another address, or switch it on again.";
  await trx
    .updateTable("webhooks")
    .set((eb) => ({ is_active: false, stopped_because: says, version: eb("version", "+", 1), updated_at: now }))
    .where("id", "=", webhookId)
    .execute();
  await trx
    .updateTable("webhook_deliveries")
    .set({ state: "dead", claimed_until: null, says: "The webhook was switched off before this was sent." })
    .where("webhook_id", "=", webhookId)
    .where("state", "=", "waiting")
    .execute();
  await trx
    .insertInto("audit")
    .values({
      at: now,
      actor: "Muster",
      entity: "webhook",
      record_id: webhookId,
      action: "edit",
      before: null,
      after: JSON.stringify({ isActive: false, says }),
    })
    .execute();
}

const keptDays = 30;
const waitsDays = 3;

/** Gives up what has waited for days, and forgets what happened long ago, with its deliveries, and secrets that sign no more. */
export async function forgetOldEvents(db: Kysely<Tables>, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await sql`
    update webhook_deliveries d set state = 'dead', says = ${`Not delivered within ${waitsDays} days.`}
    from events e where e.id = d.event_id and e.at < ${before(waitsDays)}::timestamptz and d.state = 'waiting'
      and (d.claimed_until is null or d.claimed_until < ${now}::timestamptz)`.execute(db);
  await db.deleteFrom("events").where("at", "<", before(keptDays)).execute();
  await db.updateTable("webhooks").set({ sealed_former: null, former_until: null }).where("former_until", "<=", now).execute();
}
