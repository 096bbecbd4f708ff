import type { RecordRules } from "../desk/records/record-rules.ts";
import { checkTicket, type TicketValues } from "./check-ticket.ts";
import { keepClock } from "./keep-clock.ts";
import type { Ticket, TicketSaving } from "./ticket-saving.ts";

/** The rules of tickets, for whoever saves one: what belongs together does, and the clock is kept. */
export function prepareTicket({ by, now }: TicketSaving, { isAnswer }: { readonly isAnswer: boolean }): RecordRules["prepare"] {
  return async (trx, record) => {
    // Rules of a kind see the values of its fields, and of a record that is there its head, too.
    const before = record.before as Ticket | null;
    const after = record.after as unknown as TicketValues;
    await checkTicket(trx, { before, after });
    const clock = await keepClock(trx, { before, after, isAnswer }, now);
    return { ...clock, lastActionAt: now, ...(before === null && { createdAt: now, createdBy: by }) };
  };
}
