import type { Kysely } from "kysely";
import { Forbidden } from "../model/errors.ts";
import type { PatchOf } from "../model/records/kind.ts";
import type { ticketKind } from "../model/records/tickets.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { changeTicket } from "./change-ticket.ts";
import { queueAssignmentMail } from "./queue-ticket-mail.ts";
import { plainAction, saveAction } from "./save-action.ts";
import type { Ticket, TicketSaving } from "./ticket-saving.ts";

/** A change of a ticket's fields. `expectsVersion` null takes whatever version there is. */
export interface TicketUpdate {
  readonly id: number;
  readonly patch: PatchOf<typeof ticketKind>;
  readonly expectsVersion: number | null;
}

/**
 * Changes a ticket, in the transaction that is open or in one of its own; what changed stands in its history as an action.
 * @throws NotFound, Conflict when it has another version than expected, Invalid with every fault, Forbidden for users
 */
export async function updateTicket(db: Kysely<Tables>, update: TicketUpdate, saving: TicketSaving): Promise<Ticket> {
  if (saving.caller?.kind === "user") throw new Forbidden("Users write answers. Fields of a ticket are changed by agents.");
  return await withinTransaction(db, async (trx) => {
    const { before, after, changes } = await changeTicket(trx, { ...update, isAction: false, isAnswer: false }, saving);
    if (after.version === before.version) return after;
    const mailedTo = await queueAssignmentMail(trx, { before, after }, saving);
    const statusId = after.statusId === before.statusId ? null : after.statusId;
    const kind = statusId === null ? "change" : "statusChange";
    await saveAction(trx, { ...plainAction, ticketId: update.id, kind, statusId, changes, mailedTo }, saving);
    return after;
  });
}
