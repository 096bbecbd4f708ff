import { type Kysely, type RawBuilder, sql } from "kysely";
import { findDay } from "../core/sla/find-day.ts";
import { Invalid } from "../model/errors.ts";
import { type QuickView, quickViews } from "../model/ticket-view.ts";
import type { Tables } from "../store/tables.ts";
import type { TicketCaller } from "./ticket-saving.ts";
import { visibleTickets } from "./visible-tickets.ts";

/** Who looks at tickets, when, and in which time zone today is. */
export interface Looking {
  readonly caller: TicketCaller | null;
  readonly now: Date;
  /** As in the tz database. */
  readonly timeZone: string;
}

/** The condition on tickets `t` of a quick view. @throws Invalid for a time zone that is none */
export function quickViewCondition(view: QuickView, { caller, now, timeZone }: Looking): RawBuilder<boolean> {
  const isWaiting = sql`t.waiting_since is not null`;
  const dueBefore = (end: Date) =>
    sql`not t.is_closed and not ${isWaiting} and (t.resolve_by < ${end} or (t.responded_at is null and t.respond_by < ${end}))`;
  switch (view) {
    case "mine":
      return caller?.kind === "user"
        ? sql<boolean>`(not t.is_closed and t.user_id = ${caller.user.id})`
        : sql<boolean>`(not t.is_closed and t.agent_id = ${caller?.agent.id ?? null}::int)`;
    case "unassigned":
      return sql<boolean>`(not t.is_closed and t.agent_id is null)`;
    case "open":
      return sql<boolean>`(not t.is_closed)`;
    case "waiting":
      return sql<boolean>`(not t.is_closed and ${isWaiting})`;
    case "overdue":
      return sql<boolean>`(${dueBefore(now)})`;
    case "dueToday": {
      const day = findDay(now, timeZone);
      if (day === null) throw new Invalid([{ at: "timeZone", says: `"${timeZone}" is no time zone. Write it like Europe/Lisbon` }]);
      return sql<boolean>`(${dueBefore(day.to)} and not (${dueBefore(now)}))`;
    }
  }
}

/** How many tickets the caller would see in each quick view, in one query over the open ones. */
export async function countQuickViews(db: Kysely<Tables>, looking: Looking): Promise<Readonly<Record<QuickView, number>>> {
  const counts = quickViews.map((view) => sql`count(*) filter (where ${quickViewCondition(view, looking)})::int as ${sql.ref(view)}`);
  const counted = await sql<Record<QuickView, number>>`
    select ${sql.join(counts)} from tickets t where not t.is_closed and ${visibleTickets(looking.caller) ?? sql`true`}`.execute(db);
  const [row] = counted.rows;
  return row ?? { mine: 0, unassigned: 0, open: 0, waiting: 0, dueToday: 0, overdue: 0 };
}
