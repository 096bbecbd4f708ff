import type { Kysely } from "kysely";
import type { z } from "zod";
import { explainTime } from "../../../core/explain-names.ts";
import type { Tables } from "../../../store/tables.ts";
import type { DeliveryRow } from "../../../webhooks/list-deliveries.ts";
import { findLastSaving, getWebhook, type WebhookRow } from "../../../webhooks/list-webhooks.ts";
import { ChangedMeanwhile } from "../../errors.ts";
import type { DeliveryView, WebhookView } from "../shapes/webhooks.ts";

/** A webhook as it is answered. */
export function viewWebhook(row: WebhookRow): WebhookView {
  return {
    ...row,
    lastDeliveredAt: row.lastDeliveredAt?.toISOString() ?? null,
    formerUntil: row.formerUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A delivery as it is answered. */
export function viewDelivery(row: DeliveryRow): z.infer<typeof DeliveryView> {
  return {
    ...row,
    at: row.at.toISOString(),
    triedAt: row.triedAt?.toISOString() ?? null,
    nextAt: row.nextAt?.toISOString() ?? null,
    // What a column of JSON holds is JSON.
    payload: row.payload as z.infer<typeof DeliveryView>["payload"],
  };
}

/** Refuses what was made from a version that is not the newest. @throws NotFound, ChangedMeanwhile */
export async function assertWebhookVersion(
  db: Kysely<Tables>,
  { id, version }: { readonly id: number; readonly version: number },
  now: Date,
): Promise<void> {
  const webhook = await getWebhook(db, now, id);
  if (webhook.version === version) return;
  const last = await findLastSaving(db, id);
  const by = last?.by ?? webhook.createdBy;
  const at = last?.at ?? webhook.createdAt;
  throw new ChangedMeanwhile(
    `${by} saved version ${webhook.version} of ${webhook.name}, ${explainTime(at)}; you saw version ${version}. Nothing was saved.`,
    { version: webhook.version, by, at: at.toISOString() },
  );
}
