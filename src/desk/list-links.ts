import { type Kysely, type Selectable, sql } from "kysely";
import type { Entity, Link } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";

function toLink(row: Selectable<Tables["links"]>): Link {
  return {
    connectionId: row.connection_id,
    // `entity` and `deactivated_because` are written by applyChanges from the same closed lists.
    entity: row.entity as Entity,
    externalId: row.external_id,
    recordId: row.record_id,
    state: {
      sinceRunId: row.since_run_id,
      given: row.given,
      deactivatedBecause: row.deactivated_because as Link["state"]["deactivatedBecause"],
      waitsForManager: row.waits_for_manager,
    },
  };
}

/** Links of directory accounts, by directory id. */
export async function listLinks(
  db: Kysely<Tables>,
  connectionId: number,
  entity: Entity,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, Link>> {
  if (externalIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("links")
    .selectAll()
    .where("connection_id", "=", connectionId)
    .where("entity", "=", entity)
    .where(sql<boolean>`external_id = any(${externalIds})`)
    .execute();
  return new Map(rows.map((row) => [row.external_id, toLink(row)]));
}

/** Links of desk records, in every connection. */
export async function listLinksOfRecords(db: Kysely<Tables>, entity: Entity, recordIds: readonly number[]): Promise<readonly Link[]> {
  if (recordIds.length === 0) return [];
  const rows = await db
    .selectFrom("links")
    .selectAll()
    .where("entity", "=", entity)
    .where(sql<boolean>`record_id = any(${recordIds})`)
    .orderBy("connection_id")
    .execute();
  return rows.map(toLink);
}

/** How many active records a connection owns: the people in scope that percentages refer to. */
export async function countActiveLinked(db: Kysely<Tables>, connectionId: number): Promise<number> {
  const answer = await sql<{ n: string }>`
    select count(distinct l.external_id) as n from links l
    left join users u on l.entity = 'user' and u.id = l.record_id and u.is_active
    left join agents a on l.entity = 'agent' and a.id = l.record_id and a.is_active
    where l.connection_id = ${connectionId}::int and (u.id is not null or a.id is not null)`.execute(db);
  return Number(answer.rows[0]?.n ?? 0);
}

/** Whether a connection owns any user, or any agent. */
export async function hasLinks(db: Kysely<Tables>, connectionId: number, entity: Entity): Promise<boolean> {
  const row = await db
    .selectFrom("links")
    .select("record_id")
    .where("connection_id", "=", connectionId)
    .where("entity", "=", entity)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Directory ids that a connection has linked to users, or to agents, in order. */
export async function listLinkedIds(db: Kysely<Tables>, connectionId: number, entity: Entity): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("links")
    .select("external_id")
    .where("connection_id", "=", connectionId)
    .where("entity", "=", entity)
    .orderBy("external_id")
    .execute();
  return rows.map((row) => row.external_id);
}
