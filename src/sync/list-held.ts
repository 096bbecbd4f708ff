import { sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { Db } from "../store/open-database.ts";

/** Somebody who is kept back, with the name that the copy of the directory has. */
export interface HeldPerson {
  readonly entity: Entity;
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly because: string;
}

/** Who has changed in the directory since is held no more. */
const inForce = sql`greatest(m.reading_id, coalesce(m.absent_since, 0)) <= h.reading_id`;

/** How many people a connection holds back now. */
export async function countHeld(db: Db, connectionId: number): Promise<number> {
  const answer = await sql<{ n: string }>`
    select count(distinct h.external_id) as n from holds h
    join mirror_people m on m.connection_id = h.connection_id and m.external_id = h.external_id
    where h.connection_id = ${connectionId}::int and ${inForce}`.execute(db);
  return Number(answer.rows[0]?.n ?? 0);
}

/** Whom a connection holds back now, by name. */
export async function listHeld(
  db: Db,
  connectionId: number,
  page: { readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly HeldPerson[]; readonly total: number }> {
  const answer = await sql<{ entity: Entity; external_id: string; name: string; email: string; because: string; total: string }>`
    select h.entity, h.external_id, m.name, m.email, h.because, count(*) over () as total from holds h
    join mirror_people m on m.connection_id = h.connection_id and m.external_id = h.external_id
    where h.connection_id = ${connectionId}::int and ${inForce}
    order by lower(m.name), h.external_id, h.entity offset ${page.from}::int limit ${page.limit}::int`.execute(db);
  const items = answer.rows.map(({ entity, external_id, name, email, because }) => ({
    entity,
    externalId: external_id,
    name,
    email,
    because,
  }));
  return { items, total: Number(answer.rows[0]?.total ?? (page.from === 0 ? 0 : await countHeldRows(db, connectionId))) };
}

async function countHeldRows(db: Db, connectionId: number): Promise<number> {
  return (await listHeld(db, connectionId, { from: 0, limit: 1 })).total;
}
