import { type Kysely, sql } from "kysely";
import type { Entity, Grant } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";

/** A desk record that holds a role or a board. */
export interface Holder {
  readonly entity: Entity;
  readonly recordId: number;
  readonly name: string;
  readonly email: string;
  readonly kind: Grant["kind"];
  readonly id: number;
  readonly cabRoleId: number | null;
}

interface Row {
  readonly kind: Grant["kind"];
  readonly record_id: number;
  readonly target_id: number;
  readonly cab_role_id: number | null;
  readonly name: string | null;
  readonly email: string | null;
}

const held = sql`(
  select 'userRole' as kind, g.*, u.name, u.email from user_role_grants g join users u on u.id = g.record_id union all
  select 'agentRole', g.*, a.name, a.email from agent_role_grants g join agents a on a.id = g.record_id union all
  select 'cab', g.*, a.name, a.email from cab_grants g join agents a on a.id = g.record_id)`;

function toHolder(row: Row): Holder {
  return {
    entity: row.kind === "userRole" ? "user" : "agent",
    recordId: row.record_id,
    name: row.name ?? "",
    email: row.email ?? "",
    kind: row.kind,
    id: row.target_id,
    cabRoleId: row.cab_role_id,
  };
}

/** Who holds what through groups of a connection, by name. */
export async function listGroupHolders(db: Kysely<Tables>, connectionId: number): Promise<readonly Holder[]> {
  const answer = await sql<Row>`
    select kind, record_id, target_id, cab_role_id, name, email from ${held} held
    where source = 'group' and connection_id = ${connectionId}::int order by lower(name), record_id`.execute(db);
  return answer.rows.map(toHolder);
}

/** Who holds a role or a board by hand. */
export interface HandHolders {
  readonly kind: Grant["kind"];
  readonly id: number;
  readonly records: number;
  /** The first of them, by name. */
  readonly first: readonly Holder[];
}

/** Who holds what by hand: how many of each role and board, and the first `limit` by name. */
export async function listHandHolders(db: Kysely<Tables>, limit: number): Promise<readonly HandHolders[]> {
  const answer = await sql<Row & { n: string }>`
    select * from (
      select kind, record_id, target_id, cab_role_id, name, email,
        count(*) over (partition by kind, target_id) as n,
        row_number() over (partition by kind, target_id order by lower(name), record_id) as place
      from ${held} held where source = 'hand') counted
    where place <= ${limit}::int order by kind, target_id, place`.execute(db);
  return [...Map.groupBy(answer.rows, (row) => `${row.kind} ${row.target_id}`).values()].flatMap((rows) => {
    const [row] = rows;
    return row === undefined ? [] : [{ kind: row.kind, id: row.target_id, records: Number(row.n), first: rows.map(toHolder) }];
  });
}
