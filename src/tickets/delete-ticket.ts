import type { Kysely } from "kysely";
import { deleteRecordOf } from "../desk/records/save-record-of.ts";
import { Forbidden } from "../model/errors.ts";
import { ticketKind } from "../model/records/tickets.ts";
import type { Tables } from "../store/tables.ts";
import type { Ticket, TicketSaving } from "./ticket-saving.ts";

/**
 * Deletes a ticket with its actions and attachments, and answers what it was. The audit log keeps its fields.
 * @throws NotFound, Conflict for another version, or where other tickets are part of it, Forbidden for users
 */
export async function deleteTicket(
  db: Kysely<Tables>,
  deletion: { readonly id: number; readonly expectsVersion: number | null },
  saving: TicketSaving,
): Promise<Ticket> {
  if (saving.caller?.kind === "user") throw new Forbidden("Tickets are deleted by agents.");
  return await deleteRecordOf(db, ticketKind, deletion, { by: saving.by, now: saving.now });
}
