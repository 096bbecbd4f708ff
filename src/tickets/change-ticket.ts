import { type Kysely, sql } from "kysely";
import { explainTicketChanges } from "../core/tickets/explain-ticket-changes.ts";
import { noteEvent } from "../desk/events/note-event.ts";
import { getRecordOf } from "../desk/records/list-records-of.ts";
import { updateRecordOf } from "../desk/records/save-record-of.ts";
import type { PatchOf } from "../model/records/kind.ts";
import { ticketKind } from "../model/records/tickets.ts";
import type { TicketFieldChange } from "../model/ticket-action.ts";
import type { Tables } from "../store/tables.ts";
import { prepareTicket } from "./prepare-ticket.ts";
import type { Ticket, TicketSaving } from "./ticket-saving.ts";

/** A ticket before and after, and what differs in words. */
export interface TicketChange {
  readonly before: Ticket;
  readonly after: Ticket;
  readonly changes: readonly TicketFieldChange[];
}

/**
 * Writes fields of a ticket and its clock, holding the ticket until the transaction ends. Something that was done on it without changing
 * a field (`isAction`) makes it a new version, too.
 * @throws NotFound, Conflict, Invalid
 */
export async function changeTicket(
  trx: Kysely<Tables>,
  change: {
    readonly id: number;
    readonly patch: PatchOf<typeof ticketKind>;
    readonly expectsVersion: number | null;
    readonly isAction: boolean;
    readonly isAnswer: boolean;
  },
  saving: TicketSaving,
): Promise<TicketChange> {
  const { id, patch, expectsVersion, isAction, isAnswer } = change;
  await sql`select id from tickets where id = ${id}::int for update`.execute(trx);
  const before = await getRecordOf(trx, ticketKind, id);
  const { by, now } = saving;
  let after = await updateRecordOf(
    trx,
    ticketKind,
    { id, patch, expectsVersion },
    { by, now, prepare: prepareTicket(saving, { isAnswer }) },
  );
  if (isAction && after.version === before.version) {
    await sql`
      update tickets set last_action_at = ${now}, responded_at = coalesce(responded_at, ${isAnswer ? now : null}::timestamptz),
        version = version + 1, updated_at = ${now} where id = ${id}`.execute(trx);
    after = await getRecordOf(trx, ticketKind, id);
  }
  if (after.version === before.version) return { before, after, changes: [] };
  await noteEvent(trx, { event: "ticket.updated", recordId: id, by, at: now });
  if (after.isClosed && !before.isClosed) await noteEvent(trx, { event: "ticket.closed", recordId: id, by, at: now });
  return { before, after, changes: explainTicketChanges({ before, after }, await loadCustomLabels(trx)) };
}

async function loadCustomLabels(trx: Kysely<Tables>): Promise<ReadonlyMap<string, string>> {
  const fields = await trx.selectFrom("custom_fields").select(["key", "label"]).where("entity", "=", "ticket").execute();
  return new Map(fields.map(({ key, label }) => [key, label]));
}
