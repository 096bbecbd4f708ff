import type { Generated } from "kysely";
import type { Moment, MomentOrNull } from "./stored.ts";

/** Mail that leaves the desk. */
export interface MailTables {
  outgoing_mail: {
    id: Generated<number>;
    message_id: string;
    kind: string;
    to: string;
    subject: string;
    text: string;
    ticket_id: number | null;
    state: Generated<string>;
    tries: Generated<number>;
    at: Moment;
    next_at: Moment;
    claimed_until: MomentOrNull;
    sent_at: MomentOrNull;
    says: Generated<string>;
  };
}
