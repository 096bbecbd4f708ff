import { type Kysely, sql, type Transaction } from "kysely";
import { noteEvent } from "../desk/events/note-event.ts";
import { getRecordOf } from "../desk/records/list-records-of.ts";
import { Conflict, Forbidden, Invalid } from "../model/errors.ts";
import type { Json } from "../model/person.ts";
import { ticketKind } from "../model/records/tickets.ts";
import type { TicketAction } from "../model/ticket-action.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { getAction } from "./list-actions.ts";
import type { TicketSaving } from "./ticket-saving.ts";
import { assertVisible } from "./visible-tickets.ts";

/** Which action: its number within a ticket, and what is known of who asks. */
export interface ActionAt {
  readonly ticketId: number;
  readonly number: number;
  /** Whether the caller may change what others wrote, too: who has `tickets:all`. */
  readonly isAnybodys: boolean;
  /** The version of the ticket that the caller saw; null takes whatever there is. */
  readonly expectsVersion: number | null;
}

/** What of an action may be corrected later. */
export interface ActionPatch {
  readonly note?: string | undefined;
  readonly minutes?: number | undefined;
  readonly isImportant?: boolean | undefined;
  readonly isPrivate?: boolean | undefined;
}

/**
 * Changes the words of an action, its minutes, and who sees it; what it did to the ticket stays done, and mail that went out is out. Files of
 * an action that is hidden are hidden with it. The ticket becomes a new version.
 * @throws NotFound, Conflict when the ticket has another version than expected, Forbidden for users and for what others wrote, Invalid for
 * what the desk wrote itself and for an action that would say nothing
 */
export async function updateAction(db: Kysely<Tables>, at: ActionAt, patch: ActionPatch, saving: TicketSaving): Promise<TicketAction> {
  return await withinTransaction(db, async (trx) => {
    const { ticketId, number } = at;
    const before = await getWritten(trx, at, saving);
    const { note = before.note, minutes = before.minutes, isImportant = before.isImportant, isPrivate = before.isPrivate } = patch;
    if (note === before.note && minutes === before.minutes && isImportant === before.isImportant && isPrivate === before.isPrivate)
      return before;
    if (note.trim() === "" && minutes === 0 && before.changes.length === 0)
      throw new Invalid([{ at: "note", says: "is empty, and nothing else is left: write something, or delete the action" }]);
    await trx
      .updateTable("ticket_actions")
      .set({ note, minutes, is_important: isImportant, is_private: isPrivate })
      .where("ticket_id", "=", ticketId)
      .where("number", "=", number)
      .execute();
    if (isPrivate && !before.isPrivate)
      await trx
        .updateTable("attachments")
        .set({ is_private: true })
        .where("ticket_id", "=", ticketId)
        .where("action_number", "=", number)
        .execute();
    const after = await getAction(trx, { ticketId, number, isPublicOnly: false });
    await noteChange(trx, { before, after }, saving);
    return after;
  });
}

/**
 * Deletes an action with its files, and answers what it was; what it did to the ticket stays done. The ticket becomes a new version.
 * @throws NotFound, Conflict when the ticket has another version than expected, Forbidden for users and for what others wrote, Invalid for
 * what the desk wrote itself
 */
export async function deleteAction(db: Kysely<Tables>, at: ActionAt, saving: TicketSaving): Promise<TicketAction> {
  return await withinTransaction(db, async (trx) => {
    const { ticketId, number } = at;
    const before = await getWritten(trx, at, saving);
    await trx.deleteFrom("attachments").where("ticket_id", "=", ticketId).where("action_number", "=", number).execute();
    await trx.deleteFrom("ticket_actions").where("ticket_id", "=", ticketId).where("number", "=", number).execute();
    await noteChange(trx, { before, after: null }, saving);
    return before;
  });
}

/** An action that somebody wrote and that the caller may change, on a ticket that is held until the transaction ends. */
async function getWritten(trx: Transaction<Tables>, at: ActionAt, { caller }: TicketSaving): Promise<TicketAction> {
  const { ticketId, number, isAnybodys, expectsVersion } = at;
  if (caller?.kind === "user") throw new Forbidden("Actions are changed by agents.");
  await assertVisible(trx, ticketId, caller);
  await sql`select id from tickets where id = ${ticketId}::int for update`.execute(trx);
  const { version } = await getRecordOf(trx, ticketKind, ticketId);
  if (expectsVersion !== null && expectsVersion !== version)
    throw new Conflict(`The ticket ${ticketId} was changed meanwhile (version ${version}, you saw ${expectsVersion}).`);
  const action = await getAction(trx, { ticketId, number, isPublicOnly: false });
  if (action.kind === "opened" || action.kind === "change")
    throw new Invalid([{ at: "id", says: `the action ${number} is part of the ticket's history, and stays as it is` }]);
  if (!isAnybodys && caller !== null && action.agentId !== caller.agent.id)
    throw new Forbidden(`${action.by} wrote this. What others wrote is changed by who has all of the right tickets.`);
  return action;
}

async function noteChange(
  trx: Transaction<Tables>,
  { before, after }: { readonly before: TicketAction; readonly after: TicketAction | null },
  { by, now }: TicketSaving,
): Promise<void> {
  const write = (action: TicketAction): Json => ({
    action: action.number,
    note: action.note,
    minutes: action.minutes,
    isImportant: action.isImportant,
    isPrivate: action.isPrivate,
  });
  const { ticketId } = before;
  await sql`update tickets set version = version + 1, updated_at = ${now} where id = ${ticketId}::int`.execute(trx);
  await noteEvent(trx, { event: "ticket.updated", recordId: ticketId, by, at: now });
  await trx
    .insertInto("audit")
    .values({
      at: now,
      actor: by,
      entity: "ticket",
      record_id: ticketId,
      action: "edit",
      before: JSON.stringify(write(before)),
      after: after === null ? JSON.stringify({ action: "deleted" }) : JSON.stringify(write(after)),
    })
    .execute();
}
