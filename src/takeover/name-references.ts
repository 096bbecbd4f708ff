import { type Kysely, sql } from "kysely";
import type { TakeoverLine } from "../model/takeover.ts";
import type { Tables } from "../store/tables.ts";

/** Where the records stand that a field means. */
const tableOf = {
  customerId: { table: "customers", kind: "customer" },
  siteId: { table: "sites", kind: "site" },
  managerId: { table: "users", kind: "user" },
  userIds: { table: "users", kind: "user" },
  typeId: { table: "asset_types", kind: null },
  statusId: { table: "asset_statuses", kind: null },
} as const;

/** The names of the records that the changes of these lines mean, by `siteId 5`: those on the desk, and those that a plan makes. */
export async function nameReferences(db: Kysely<Tables>, lines: readonly TakeoverLine[]): Promise<Readonly<Record<string, string>>> {
  const names: Record<string, string> = {};
  for (const [field, { table, kind }] of Object.entries(tableOf)) {
    const ids = [...new Set(lines.flatMap(({ changes }) => changes.filter((change) => change.field === field).flatMap(numbersOf)))];
    if (ids.length === 0) continue;
    const { rows } = await sql<{ id: number; name: string }>`
      select id, name from ${sql.table(table)} where id = any(${ids}::int[])
      union all
      select record_id, name from takeover_lines where kind = ${kind}::text and record_id = any(${ids}::int[]) and action = 'create'`.execute(
      db,
    );
    for (const row of rows.toReversed()) if (row.name) names[`${field} ${row.id}`] = row.name;
  }
  return names;
}

function numbersOf({ before, after }: TakeoverLine["changes"][number]): readonly number[] {
  return [before, after]
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is number => typeof value === "number");
}
