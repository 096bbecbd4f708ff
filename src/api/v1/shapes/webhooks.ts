import { z } from "@hono/zod-openapi";
import { EventName } from "../../../model/event.ts";
import { pageOf } from "./common.ts";

/** A webhook, without its secret, and how it does. */
export const WebhookView = z
  .object({
    id: z.number().int(),
    name: z.string(),
    url: z.string(),
    events: z.array(EventName),
    isActive: z.boolean(),
    allowsPrivate: z.boolean(),
    /** Why Muster switched it off. */
    stoppedBecause: z.string().nullable(),
    /** Failures in a row. */
    failures: z.number().int(),
    waiting: z.number().int(),
    lastDeliveredAt: z.iso.datetime().nullable(),
    /** Until when the secret that was replaced signs, too. */
    formerUntil: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    version: z.number().int(),
  })
  .openapi("Webhook");
export type WebhookView = z.infer<typeof WebhookView>;

export const WebhookPage = z.object({ items: z.array(WebhookView), events: z.array(EventName) }).openapi("Webhooks");

/** A webhook with its secret, which is shown this once. */
export const NewWebhook = WebhookView.extend({ secret: z.string() }).openapi("NewWebhook");

/** For how many hours the former secret signs beside the new one; 0: not at all. */
export const SecretToReplace = z.strictObject({ overlapHours: z.number().int().min(0).max(168).default(24) }).openapi("SecretToReplace");
export const ReplacedSecret = z.object({ secret: z.string(), formerUntil: z.iso.datetime().nullable() }).openapi("ReplacedSecret");

/** How a try went. */
export const PostView = z
  .object({
    isDelivered: z.boolean(),
    status: z.number().int().nullable(),
    answer: z.string(),
    says: z.string(),
    milliseconds: z.number().int(),
  })
  .openapi("WebhookTry");

/** A delivery of the log: what happened, and how telling it went. */
export const DeliveryView = z
  .object({
    id: z.number().int(),
    eventId: z.number().int(),
    event: z.string(),
    recordId: z.number().int().nullable(),
    at: z.iso.datetime(),
    by: z.string(),
    state: z.enum(["waiting", "delivered", "dead"]),
    tries: z.number().int(),
    triedAt: z.iso.datetime().nullable(),
    nextAt: z.iso.datetime().nullable(),
    status: z.number().int().nullable(),
    says: z.string(),
    answer: z.string(),
    milliseconds: z.number().int().nullable(),
    payload: z.record(z.string(), z.unknown()),
  })
  .openapi("WebhookDelivery");
export const DeliveryPage = pageOf(DeliveryView).openapi("WebhookDeliveryPage");
