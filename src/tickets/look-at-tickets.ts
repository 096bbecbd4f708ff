import { type Kysely, sql } from "kysely";
import { judgeSla, type SlaState } from "../core/sla/judge-sla.ts";
import type { Tables } from "../store/tables.ts";
import { clockOf, loadSlas } from "./keep-clock.ts";
import type { Ticket } from "./ticket-saving.ts";

/** How tickets stand against their SLAs, and how much is on them: three queries for any number of tickets. */
export async function lookAtTickets(
  db: Kysely<Tables>,
  tickets: readonly Ticket[],
  { now, isPublicOnly }: { readonly now: Date; readonly isPublicOnly: boolean },
): Promise<(ticket: Ticket) => { readonly sla: SlaState; readonly actions: number; readonly attachments: number }> {
  const slas = await loadSlas(db, [...new Set(tickets.flatMap((ticket) => ticket.slaId ?? []))]);
  const ids = tickets.map((ticket) => ticket.id);
  const actions = await countBy(db, "ticket_actions", { ids, isPublicOnly });
  const attachments = await countBy(db, "attachments", { ids, isPublicOnly });
  return (ticket) => ({
    sla: judgeSla(clockOf(ticket), { hours: ticket.slaId === null ? null : (slas.get(ticket.slaId)?.hours ?? null), now }),
    actions: actions.get(ticket.id) ?? 0,
    attachments: attachments.get(ticket.id) ?? 0,
  });
}

async function countBy(
  db: Kysely<Tables>,
  table: "ticket_actions" | "attachments",
  { ids, isPublicOnly }: { readonly ids: readonly number[]; readonly isPublicOnly: boolean },
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ id: number; n: number }>`
    select ticket_id as id, count(*)::int as n from ${sql.table(table)}
    where ticket_id = any(${ids}::int[]) and ${isPublicOnly ? sql`not is_private` : sql`true`} group by 1`.execute(db);
  return new Map(rows.map(({ id, n }) => [id, n]));
}
