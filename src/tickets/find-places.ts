import { type Kysely, sql } from "kysely";
import type { PatchOf } from "../model/records/kind.ts";
import type { ticketKind } from "../model/records/tickets.ts";
import type { Tables } from "../store/tables.ts";

/** Fields of a ticket that is to be opened. */
export type GivenFields = PatchOf<typeof ticketKind>;

/** Adds the site of a ticket's user, and the customer of its site, where they are not given. */
export async function findPlaces(db: Kysely<Tables>, given: GivenFields): Promise<GivenFields> {
  const { userId = null, siteId, customerId } = given;
  if (userId === null && (siteId === undefined || siteId === null)) return given;
  const found = await sql<{ siteId: number; customerId: number }>`
    select s.id as "siteId", s.customer_id as "customerId" from sites s
    where s.id = coalesce(${siteId ?? null}::int, (select site_id from users where id = ${userId}::int))`.execute(db);
  const [place] = found.rows;
  if (place === undefined) return given;
  const isElsewhere = customerId !== undefined && customerId !== place.customerId;
  // A user of another customer is refused for what they are, and not for the site that nobody named.
  return { ...given, customerId: customerId ?? place.customerId, ...(siteId === undefined && !isElsewhere && { siteId: place.siteId }) };
}
