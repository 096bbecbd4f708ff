import { type Kysely, sql } from "kysely";
import type { Tables } from "../store/tables.ts";

/** Somebody else's row that names a record. `ownerId` is that row's number, where it has one. */
export interface Use {
  readonly id: number;
  readonly table: string;
  readonly ownerId: number | null;
}

/** Rows that go with a record without anybody missing them. */
const ownRows = [
  "asset_users.asset_id",
  "licence_assignments.asset_id",
  "sessions",
  "sign_in_links",
  "settings_drafts",
  "saved_views",
  "outside_ids",
];

/**
 * Who refers to records, table by table: by foreign keys as the database knows them, and by links to directories, grants and managers,
 * which are none. Sessions and drafts of a person are no use.
 */
export async function findUses(
  db: Kysely<Tables>,
  kind: "customer" | "site" | "user" | "agent" | "asset",
  ids: readonly number[],
): Promise<readonly Use[]> {
  if (ids.length === 0) return [];
  const uses: Use[] = [];
  for (const { table, column } of await listForeignKeys(db, `${kind}s`)) {
    if (ownRows.includes(table) || ownRows.includes(`${table}.${column}`)) continue;
    const owner = ownerColumns[table] ?? null;
    const answer = await sql<{ id: number; owner_id: number | null }>`
      select distinct ${sql.ref(column)} as id, ${owner === null ? sql`null::int` : sql.ref(owner)} as owner_id
      from ${sql.table(table)} where ${sql.ref(column)} = any(${ids}::int[])`.execute(db);
    uses.push(...answer.rows.map((row) => ({ id: row.id, table, ownerId: row.owner_id })));
  }
  return [...uses, ...(await findLooseUses(db, kind, ids))];
}

/** Tables whose rows are records that may go together with what they name. */
const ownerColumns: Readonly<Record<string, string>> = {
  sites: "id",
  users: "id",
  assets: "id",
  asset_users: "asset_id",
};

async function listForeignKeys(db: Kysely<Tables>, table: string) {
  const answer = await sql<{ table: string; column: string }>`
    select r.relname as "table", a.attname as "column" from pg_constraint c
    join pg_class r on r.oid = c.conrelid join pg_class t on t.oid = c.confrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and t.relname = ${table} and r.relnamespace = t.relnamespace order by 1, 2`.execute(db);
  return answer.rows;
}

async function findLooseUses(db: Kysely<Tables>, kind: string, ids: readonly number[]): Promise<readonly Use[]> {
  if (kind !== "user" && kind !== "agent") return [];
  const grants = kind === "user" ? ["user_role_grants"] : ["agent_role_grants", "cab_grants"];
  const parts = [
    sql`select record_id as id, 'links' as "table", null::int as owner_id from links where entity = ${kind} and record_id = any(${ids}::int[])`,
    ...grants.map((table) => sql`select record_id, ${table}, null::int from ${sql.table(table)} where record_id = any(${ids}::int[])`),
    ...(kind === "user" ? [sql`select manager_id, 'managers', id from users where manager_id = any(${ids}::int[])`] : []),
  ];
  const answer = await sql<{ id: number; table: string; owner_id: number | null }>`${sql.join(parts, sql` union all `)}`.execute(db);
  return answer.rows.map((row) => ({ id: row.id, table: row.table, ownerId: row.owner_id }));
}

const words: Readonly<Record<string, string>> = {
  links: "a directory account that it is linked to",
  managers: "people whose manager it is",
  user_role_grants: "a user role that it holds",
  agent_role_grants: "an agent role that it holds",
  cab_grants: "a board that it sits on",
  team_members: "a team that it belongs to",
  asset_users: "an asset",
  ticket_actions: "tickets",
  ticket_assets: "tickets",
};

/** What refers to a record, as sentences name it: `tickets, a directory account that it is linked to`. */
export function explainUses(uses: readonly Use[]): string {
  return [...new Set(uses.map(({ table }) => words[table] ?? table.replaceAll("_", " ")))].join(", ");
}
