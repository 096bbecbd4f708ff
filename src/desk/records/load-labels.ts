import { type Kysely, type RawBuilder, sql } from "kysely";
import { kindOf } from "../../model/records/desk-kinds.ts";
import { columnFor, type RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";

/** SQL for the name of a record of a kind, whose table is called `alias`. */
export function labelOf(kind: RecordKind, alias: string): RawBuilder<string> {
  const fields = kind.labelFields.map((name) => sql`nullif(${sql.ref(`${alias}.${columnFor(name)}`)}, '')`);
  return sql<string>`coalesce(${sql.join(fields)}, '#' || ${sql.ref(`${alias}.id`)})`;
}

/** The names of everything that some rows refer to: one query. */
export async function loadLabels(
  db: Kysely<Tables>,
  kind: RecordKind,
  rows: readonly { readonly [field: string]: unknown }[],
): Promise<(field: string, id: number) => string> {
  const wanted = new Map<string, Set<number>>();
  for (const [name, { refersTo }] of Object.entries(kind.fields)) {
    if (refersTo === null) continue;
    const ids = wanted.get(refersTo) ?? new Set();
    for (const row of rows) for (const id of [row[name]].flat()) if (typeof id === "number") ids.add(id);
    wanted.set(refersTo, ids);
  }
  const labels = new Map<string, string>();
  const queries = [...wanted].flatMap(([refersTo, ids]) => {
    if (ids.size === 0) return [];
    const other = kindOf(refersTo);
    return [
      sql`select ${refersTo}::text as kind, o.id, ${labelOf(other, "o")} as label from ${sql.table(other.table)} o where o.id = any(${[...ids]}::int[])`,
    ];
  });
  if (queries.length > 0) {
    const found = await sql<{ kind: string; id: number; label: string }>`${sql.join(queries, sql` union all `)}`.execute(db);
    for (const { kind: other, id, label } of found.rows) labels.set(`${other} ${id}`, label);
  }
  return (field, id) => labels.get(`${kind.fields[field]?.refersTo} ${id}`) ?? `#${id}`;
}
