import { type Kysely, type RawBuilder, sql } from "kysely";
import { NotFound } from "../model/errors.ts";
import type { Tables } from "../store/tables.ts";
import type { TicketCaller } from "./ticket-saving.ts";

/** The condition on tickets `t` that a caller may see; null where all. Users see their own, their site's or their customer's. */
export function visibleTickets(caller: TicketCaller | null): RawBuilder<boolean> | null {
  if (caller?.kind !== "user") return null;
  const { id, siteId, customerId, sees } = caller.user;
  switch (sees) {
    case "own":
      return sql<boolean>`t.user_id = ${id}`;
    case "site":
      return sql<boolean>`(t.user_id = ${id} or t.site_id = ${siteId})`;
    case "customer":
      return sql<boolean>`(t.user_id = ${id} or t.customer_id = ${customerId})`;
  }
}

/** A ticket that somebody else may see is, for this caller, not there. @throws NotFound */
export async function assertVisible(db: Kysely<Tables>, id: number, caller: TicketCaller | null): Promise<void> {
  const found = await sql`select 1 from tickets t where t.id = ${id}::int and ${visibleTickets(caller) ?? sql`true`}`.execute(db);
  if (found.rows.length === 0) throw new NotFound(`There is no ticket ${id}.`);
}
