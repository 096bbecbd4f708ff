import { z } from "zod";

/** What an action is. `opened` is the first of every ticket; `change` is a change of fields without words. */
export const TicketActionKind = z.enum(["opened", "publicReply", "privateNote", "statusChange", "change"]);
export type TicketActionKind = z.infer<typeof TicketActionKind>;

/** A field that an action changed, in words: names of what was and is referred to, empty for none. */
export const TicketFieldChange = z.object({ field: z.string(), label: z.string(), from: z.string(), to: z.string() });
export type TicketFieldChange = z.infer<typeof TicketFieldChange>;

/** What somebody did on a ticket. `number` counts within the ticket, from 1. */
export const TicketAction = z.object({
  ticketId: z.number().int(),
  number: z.number().int(),
  kind: TicketActionKind,
  outcomeId: z.number().int().nullable(),
  outcome: z.string().nullable(),
  at: z.iso.datetime(),
  by: z.string(),
  agentId: z.number().int().nullable(),
  userId: z.number().int().nullable(),
  applicationId: z.number().int().nullable(),
  note: z.string(),
  isPrivate: z.boolean(),
  isImportant: z.boolean(),
  /** Minutes of work that it took. */
  minutes: z.number().int(),
  /** The status that it set; null where it set none. */
  statusId: z.number().int().nullable(),
  status: z.string().nullable(),
  changes: z.array(TicketFieldChange),
  /** Whom mail went to, or why to nobody; empty where none was to be sent. */
  mailedTo: z.string(),
});
export type TicketAction = z.infer<typeof TicketAction>;
