import type { MailTables } from "./mail.ts";
import type { WebhookTables } from "./webhooks.ts";

/** Tables of what leaves the desk. */
export interface OutgoingTables extends WebhookTables, MailTables {}
