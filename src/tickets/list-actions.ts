import { type Kysely, type RawBuilder, sql } from "kysely";
import { NotFound } from "../model/errors.ts";
import type { TicketAction } from "../model/ticket-action.ts";
import type { Tables } from "../store/tables.ts";

/** Which actions of a ticket. `isPublicOnly` leaves out what users may not see, of actions and in them. */
interface ActionQuery {
  readonly ticketId: number;
  readonly isPublicOnly: boolean;
}

/** One sheet of a ticket's actions, oldest first. */
export async function listActions(
  db: Kysely<Tables>,
  query: ActionQuery & { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly TicketAction[]; readonly total: number }> {
  const items = await select(db, query, sql`true`, sql`order by a.number limit ${query.limit} offset ${query.from}`);
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from ticket_actions a where a.ticket_id = ${query.ticketId} and ${seen(query)}`.execute(db);
  return { items, total: counted.rows[0]?.n ?? 0 };
}

/** One action of a ticket by its number in it. @throws NotFound */
export async function getAction(db: Kysely<Tables>, query: ActionQuery & { readonly number: number }): Promise<TicketAction> {
  const [action] = await select(db, query, sql`a.number = ${query.number}`, sql``);
  if (action === undefined) throw new NotFound(`Ticket ${query.ticketId} has no action ${query.number}.`);
  return action;
}

function seen({ isPublicOnly }: ActionQuery): RawBuilder<unknown> {
  return isPublicOnly ? sql`not a.is_private` : sql`true`;
}

async function select(
  db: Kysely<Tables>,
  query: ActionQuery,
  where: RawBuilder<unknown>,
  end: RawBuilder<unknown>,
): Promise<readonly TicketAction[]> {
  const { rows } = await sql<Omit<TicketAction, "at"> & { at: Date }>`
    select a.ticket_id as "ticketId", a.number, a.kind, a.outcome_id as "outcomeId", o.name as outcome, a.at, a.by_name as by,
      a.agent_id as "agentId", a.user_id as "userId", a.application_id as "applicationId", a.note, a.is_private as "isPrivate",
      a.is_important as "isImportant", a.minutes, a.status_id as "statusId", s.name as status, a.changes, a.mailed_to as "mailedTo"
    from ticket_actions a left join outcomes o on o.id = a.outcome_id left join ticket_statuses s on s.id = a.status_id
    where a.ticket_id = ${query.ticketId} and ${seen(query)} and ${where} ${end}`.execute(db);
  return rows.map((row) => {
    const action = { ...row, at: row.at.toISOString() };
    return query.isPublicOnly ? { ...action, minutes: 0, changes: [], mailedTo: "" } : action;
  });
}
