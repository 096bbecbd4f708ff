import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "../store/tables.ts";

/** A mail to one person, as plain text. */
export interface MailToQueue {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly kind: "reply" | "assignment" | "answer";
  readonly ticketId: number | null;
}

/** Leaves mail to be sent, in the transaction of what it tells of: what is rolled back is not mailed. */
export async function queueMail(trx: Kysely<Tables>, mail: readonly MailToQueue[], now: Date): Promise<void> {
  if (mail.length === 0) return;
  await trx
    .insertInto("outgoing_mail")
    .values(mail.map(({ ticketId, ...one }) => ({ ...one, ticket_id: ticketId, message_id: randomUUID(), at: now, next_at: now })))
    .execute();
}
