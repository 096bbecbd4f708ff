import { NotFound } from "../model/errors.ts";
import { sendEvent, type WebhookSending } from "./create-webhook-sender.ts";
import type { PostOutcome } from "./post-delivery.ts";
import { openWebhookSecrets } from "./webhook-secret.ts";

/** Sends a signed event called `test` to a webhook, switched on or not, and answers how it went. It stays out of the log of deliveries. @throws NotFound */
export async function testWebhook(
  sending: WebhookSending,
  { id, by }: { readonly id: number; readonly by: string },
): Promise<PostOutcome & { readonly milliseconds: number }> {
  const { db, vault, now } = sending;
  const row = await db.selectFrom("webhooks").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no webhook ${id}.`);
  const isFormerInForce = row.former_until !== null && row.former_until > now();
  const secrets = openWebhookSecrets(vault, {
    webhookId: id,
    sealed: Buffer.from(row.sealed),
    sealedFormer: isFormerInForce && row.sealed_former !== null ? Buffer.from(row.sealed_former) : null,
  });
  const startedAt = performance.now();
  const outcome = await sendEvent(
    sending,
    {
      url: row.url,
      allowsPrivate: row.allows_private,
      secrets,
      deliveryId: 0,
      event: { id: 0, event: "test", at: now().toISOString(), by },
    },
    new AbortController().signal,
  );
  return { ...outcome, milliseconds: Math.round(performance.now() - startedAt) };
}
