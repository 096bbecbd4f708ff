import { Invalid } from "../../model/errors.ts";
import { EventName } from "../../model/event.ts";
import type { WebhookRow } from "../../webhooks/list-webhooks.ts";
import { writeGuid } from "./numbered-guid.ts";
import type { ItemReader } from "./shapes.ts";

/** A webhook as HaloPSA knows them: by a guid. `secret` is there where it was just made, and never again. */
export function writeWebhook(webhook: WebhookRow, secret: string | null) {
  return {
    id: writeGuid("webhook", webhook.id),
    name: webhook.name,
    type: 0,
    url: webhook.url,
    content_type: "application/json",
    method: 0,
    authentication_type: 0,
    signature_prefix: "v1=",
    algorithm: "HMAC-SHA256",
    active: webhook.isActive,
    events: webhook.events.map((name) => ({ name })),
    stopped_because: webhook.stoppedBecause,
    last_delivery: webhook.lastDeliveredAt,
    ...(secret !== null && { secret }),
  };
}

/** What a posted webhook says. Events are names of Muster's, as text or as `{name}`. @throws Invalid for one that there is not */
export function readWebhook(sent: ItemReader) {
  return {
    name: sent.text("name"),
    url: sent.text("url"),
    isActive: sent.flag("active"),
    events: sent.has("events") ? readEvents(sent.raw("events")) : undefined,
  };
}

function readEvents(events: unknown): readonly EventName[] {
  const list: readonly unknown[] = Array.isArray(events) ? events : [];
  return list.map((one, at) => {
    const name = typeof one === "object" && one !== null && "name" in one ? one.name : one;
    const parsed = EventName.safeParse(name);
    if (!parsed.success) throw new Invalid([{ at: `events[${at}]`, says: `is one of ${EventName.options.join(", ")}` }]);
    return parsed.data;
  });
}
