import { type Kysely, sql } from "kysely";
import { noteEvent } from "../desk/events/note-event.ts";
import { Invalid } from "../model/errors.ts";
import type { PatchOf } from "../model/records/kind.ts";
import type { ticketKind } from "../model/records/tickets.ts";
import type { TicketAction, TicketActionKind } from "../model/ticket-action.ts";
import type { Tables } from "../store/tables.ts";
import { withinTransaction } from "../store/within-transaction.ts";
import { changeTicket } from "./change-ticket.ts";
import { getAction } from "./list-actions.ts";
import { queueAnswerMail, queueAssignmentMail, queueReplyMail } from "./queue-ticket-mail.ts";
import { saveAction } from "./save-action.ts";
import type { TicketSaving } from "./ticket-saving.ts";
import { assertVisible } from "./visible-tickets.ts";

/** What somebody does on a ticket. Agents name an outcome; users write, and nothing else. */
export interface ActionToAdd {
  readonly ticketId: number;
  /** The outcome's number; null for users, whose words are public replies. */
  readonly outcomeId: number | null;
  readonly note?: string | undefined;
  readonly minutes?: number | undefined;
  readonly isImportant?: boolean | undefined;
  /** Hides from users what the outcome would show them. */
  readonly isPrivate?: boolean | undefined;
  /** False keeps from being mailed what the outcome would mail. */
  readonly sendsMail?: boolean | undefined;
  /** Fields that change with it, `statusId` among them; they win over the outcome's status. */
  readonly patch?: PatchOf<typeof ticketKind> | undefined;
}

/**
 * Adds an action to a ticket, in the transaction that is open or in one of its own: with the status that its outcome sets, the ticket's
 * first answer where it is that, and the mail that it sends. A user's answer opens a ticket again that waits or is closed.
 * @throws NotFound where the caller may not see the ticket, Invalid with every fault
 */
export async function addAction(db: Kysely<Tables>, action: ActionToAdd, saving: TicketSaving): Promise<TicketAction> {
  return await withinTransaction(db, async (trx) => {
    const { ticketId, note = "", minutes = 0, isImportant = false } = action;
    await assertVisible(trx, ticketId, saving.caller);
    const deed = saving.caller?.kind === "user" ? await readUsersWords(trx, action) : await readOutcome(trx, action);
    const { kind, patch } = deed;
    const isPublic = kind === "publicReply";
    const isAnswer = isPublic && saving.caller?.kind === "agent";
    const change = await changeTicket(trx, { id: ticketId, patch, expectsVersion: null, isAction: true, isAnswer }, saving);
    const { before, after, changes } = change;
    if (note.trim() === "" && changes.length === 0 && minutes === 0)
      throw new Invalid([{ at: "note", says: "is empty, and nothing changes: write something" }]);
    const statusId = after.statusId === before.statusId ? null : after.statusId;
    const status = statusId === null ? null : (after.labels.statusId ?? null);
    const mailed = [
      deed.sendsMail && isPublic ? await queueReplyMail(trx, after, { note, status }, saving) : "",
      await queueAssignmentMail(trx, { before, after }, saving),
    ];
    if (saving.caller?.kind === "user" && action.sendsMail !== false) await queueAnswerMail(trx, after, note, saving);
    const mailedTo = mailed.filter((one) => one !== "").join(" ");
    const saved = {
      ticketId,
      kind,
      outcomeId: action.outcomeId,
      note,
      isPrivate: !isPublic,
      isImportant,
      minutes,
      statusId,
      changes,
      mailedTo,
    };
    const number = await saveAction(trx, saved, saving);
    const added = await getAction(trx, { ticketId, number, isPublicOnly: saving.caller?.kind === "user" });
    await noteEvent(trx, { event: "ticket.action", recordId: ticketId, by: saving.by, at: saving.now, more: { action: added } });
    return added;
  });
}

interface Deed {
  readonly kind: TicketActionKind;
  readonly patch: PatchOf<typeof ticketKind>;
  readonly sendsMail: boolean;
}

/** An agent's action by its outcome. */
async function readOutcome(trx: Kysely<Tables>, { outcomeId, isPrivate, sendsMail = true, patch }: ActionToAdd): Promise<Deed> {
  if (outcomeId === null) throw new Invalid([{ at: "outcomeId", says: "is missing: say what the action is by one of the outcomes" }]);
  const found = await sql<{ name: string; kind: Deed["kind"]; status_id: number | null; sends_mail: boolean; is_active: boolean }>`
    select name, kind, status_id, sends_mail, is_active from outcomes where id = ${outcomeId}::int`.execute(trx);
  const [outcome] = found.rows;
  if (outcome === undefined) throw new Invalid([{ at: "outcomeId", says: `there is no outcome ${outcomeId}` }]);
  if (!outcome.is_active) throw new Invalid([{ at: "outcomeId", says: `${outcome.name} is out of use. Choose another outcome` }]);
  const kind = outcome.kind === "publicReply" && isPrivate === true ? "privateNote" : outcome.kind;
  return {
    kind,
    patch: { ...(outcome.status_id !== null && { statusId: outcome.status_id }), ...patch },
    sendsMail: sendsMail && outcome.sends_mail,
  };
}

/** A user's answer. The ticket goes on where it waited: in the first status that is open and not where its type begins. */
async function readUsersWords(trx: Kysely<Tables>, { ticketId, outcomeId, note, minutes, patch, isPrivate }: ActionToAdd): Promise<Deed> {
  const refused = { outcomeId, minutes: minutes ?? null, patch: patch ?? null, isPrivate: isPrivate === true ? true : null };
  const faults = Object.entries(refused).flatMap(([at, value]) =>
    value === null ? [] : [{ at, says: "is for agents: users write a note" }],
  );
  if ((note ?? "").trim() === "") faults.push({ at: "note", says: "is empty: write something" });
  if (faults.length > 0) throw new Invalid(faults);
  const found = await sql<{ id: number }>`
    select s.id from tickets t join ticket_statuses now on now.id = t.status_id and now.state <> 'open'
    join ticket_types y on y.id = t.type_id join ticket_statuses s on s.state = 'open'
    where t.id = ${ticketId} order by (s.id = coalesce(y.first_status_id, 0)), s.position, s.id limit 1`.execute(trx);
  const [next] = found.rows;
  return { kind: "publicReply", patch: next === undefined ? {} : { statusId: next.id }, sendsMail: false };
}
