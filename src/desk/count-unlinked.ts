import { type Kysely, sql } from "kysely";
import type { Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";

/** How many desk records a connection has linked, and how many of those it could link are linked by none. */
export interface LinkedCounts {
  readonly linked: number;
  readonly unlinked: number;
}

/** Users at sites of these sites' customers (all users where none is named), by whether this connection or none has linked them. */
export async function countLinkedUsers(db: Kysely<Tables>, connectionId: number, siteIds: readonly number[]): Promise<LinkedCounts> {
  const isConcerned =
    siteIds.length === 0
      ? sql`true`
      : sql`s.customer_id in (select own.customer_id from sites own where own.id in (select json_array_elements_text(${JSON.stringify(siteIds)}::json)::int))`;
  return await count(db, connectionId, "user", sql`users t join sites s on s.id = t.site_id where ${isConcerned}`);
}

/** Agents who are people, by whether this connection or none has linked them. */
export async function countLinkedAgents(db: Kysely<Tables>, connectionId: number): Promise<LinkedCounts> {
  return await count(db, connectionId, "agent", sql`agents t where not t.is_api_only`);
}

async function count(db: Kysely<Tables>, connectionId: number, entity: Entity, records: ReturnType<typeof sql>): Promise<LinkedCounts> {
  const answer = await sql<{ linked: string; unlinked: string }>`
    select (select count(*) from links where connection_id = ${connectionId}::int and entity = ${entity}) as linked,
      (select count(*) from ${records} and not exists (
        select 1 from links l where l.entity = ${entity} and l.record_id = t.id)) as unlinked`.execute(db);
  const [row] = answer.rows;
  return { linked: Number(row?.linked ?? 0), unlinked: Number(row?.unlinked ?? 0) };
}
