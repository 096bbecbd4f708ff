import { explainSla } from "../../../core/sla/explain-sla.ts";
import type { SlaStanding } from "../../../core/sla/judge-sla.ts";
import type { Db } from "../../../store/open-database.ts";
import { lookAtTickets } from "../../../tickets/look-at-tickets.ts";
import type { Ticket } from "../../../tickets/ticket-saving.ts";
import type { Caller } from "../../caller.ts";
import type { SlaView, TicketView } from "../shapes/tickets.ts";

/** Tickets as a caller reads them. What the desk keeps for itself is empty for users: ids of other programs, custom fields, other tickets. */
export async function viewTickets(
  db: Db,
  tickets: readonly Ticket[],
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): Promise<readonly TicketView[]> {
  const isUser = caller.kind === "user";
  const look = await lookAtTickets(db, tickets, { now, isPublicOnly: isUser });
  return tickets.map((ticket) => {
    const { sla, ...counts } = look(ticket);
    const { parentId: _parent, assetIds: _assets, ...labels } = ticket.labels;
    const hidden = isUser ? { externalId: "", custom: {}, parentId: null, assetIds: [], labels } : {};
    return { ...ticket, ...hidden, ...counts, sla: { response: viewSla(sla.response), resolution: viewSla(sla.resolution) } };
  });
}

/** One ticket as a caller reads it. */
export async function viewTicket(db: Db, ticket: Ticket, looking: { readonly caller: Caller; readonly now: Date }): Promise<TicketView> {
  const [view] = await viewTickets(db, [ticket], looking);
  if (view === undefined) throw new Error("One ticket has one view");
  return view;
}

function viewSla(standing: SlaStanding): SlaView {
  return { kind: standing.kind, minutes: minutesOf(standing), says: explainSla(standing) };
}

function minutesOf(standing: SlaStanding): number | null {
  switch (standing.kind) {
    case "due":
      return standing.inMinutes;
    case "waits":
      return standing.leftMinutes;
    case "missed":
    case "overdue":
      return standing.byMinutes;
    default:
      return null;
  }
}
