import { type Kysely, sql } from "kysely";
import type { TicketActionKind, TicketFieldChange } from "../model/ticket-action.ts";
import type { Tables } from "../store/tables.ts";
import type { TicketSaving } from "./ticket-saving.ts";

/** An action as it is written. */
export interface ActionToSave {
  readonly ticketId: number;
  readonly kind: TicketActionKind;
  readonly outcomeId: number | null;
  readonly note: string;
  readonly isPrivate: boolean;
  readonly isImportant: boolean;
  readonly minutes: number;
  readonly statusId: number | null;
  readonly changes: readonly TicketFieldChange[];
  readonly mailedTo: string;
}

/** Fields that an action without words has. */
export const plainAction = { outcomeId: null, note: "", isPrivate: true, isImportant: false, minutes: 0, mailedTo: "" } as const;

/** Writes an action and answers its number within the ticket, whose row the caller holds. */
export async function saveAction(trx: Kysely<Tables>, action: ActionToSave, { by, now, caller }: TicketSaving): Promise<number> {
  const { ticketId, kind, outcomeId, note, isPrivate, isImportant, minutes, statusId, changes, mailedTo } = action;
  const { number } = await trx
    .insertInto("ticket_actions")
    .values({
      ticket_id: ticketId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from ticket_actions where ticket_id = ${ticketId})`,
      kind,
      outcome_id: outcomeId,
      at: now,
      by_name: by,
      agent_id: caller?.kind === "agent" ? caller.agent.id : null,
      user_id: caller?.kind === "user" ? caller.user.id : null,
      application_id: caller?.application?.id ?? null,
      note,
      is_private: isPrivate,
      is_important: isImportant,
      minutes,
      status_id: statusId,
      changes: JSON.stringify(changes),
      mailed_to: mailedTo,
    })
    .returning("number")
    .executeTakeFirstOrThrow();
  return number;
}
