import { z } from "zod";
import { EventName } from "./event.ts";

const line = z
  .string()
  .trim()
  .min(1, "is missing")
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "holds a character that is none");

/** What somebody says of a webhook: who is told, and what. */
export const WebhookToSave = z.strictObject({
  name: line.pipe(z.string().max(200, "has more than 200 characters")),
  url: line.pipe(z.string().max(2000, "has more than 2000 characters")),
  events: z.array(EventName).min(1, "choose at least one event").max(100),
  isActive: z.boolean().default(true),
  /** Whether the receiver may be in your own network or on this machine. Only an administrator may say so. */
  allowsPrivate: z.boolean().default(false),
});
export type WebhookToSave = z.infer<typeof WebhookToSave>;

/** What changes a webhook: only what is given. */
export const WebhookPatch = z.strictObject({
  name: WebhookToSave.shape.name.optional(),
  url: WebhookToSave.shape.url.optional(),
  events: WebhookToSave.shape.events.optional(),
  isActive: z.boolean().optional(),
  allowsPrivate: z.boolean().optional(),
});
export type WebhookPatch = z.infer<typeof WebhookPatch>;
