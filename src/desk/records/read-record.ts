import { type Kysely, type RawBuilder, sql } from "kysely";
import type { FieldValue } from "../../model/desk.ts";
import type { RecordField } from "../../model/records/field.ts";
import { columnFor, type RecordKind, type RecordOf } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import { loadLabels } from "./load-labels.ts";

type Raw = { readonly [column: string]: unknown } & { readonly id: number; readonly version: number };

/** Kinds whose tables imports fill in bulk keep no time of their last change. */
const keepsTime = (kind: RecordKind) => kind.name !== "user" && kind.name !== "agent";

/** The columns of a record of a kind, for `select … from <table> t`. */
function selectColumns(kind: RecordKind): RawBuilder<unknown> {
  const columns = Object.entries(kind.fields).map(([name, field]) => sql`${selectField(name, field)} as ${sql.ref(name)}`);
  if (keepsTime(kind)) columns.push(sql`t.updated_at as "updatedAt"`);
  if (kind.customOf !== null) columns.push(sql`t.custom`);
  return sql.join([sql`t.id`, sql`t.version`, ...columns]);
}

function selectField(name: string, field: RecordField): RawBuilder<unknown> {
  if (field.through !== null) {
    const { table, own, other } = field.through;
    return sql`array(select ${sql.ref(other)} from ${sql.table(table)} where ${sql.ref(own)} = t.id order by 1)`;
  }
  const column = sql.ref(`t.${columnFor(name)}`);
  if (field.kind === "date") return sql`${column}::text`;
  if (field.kind === "money") return sql`${column}::float8`;
  return field.kind === "text" || field.kind === "longText" ? sql`coalesce(${column}, '')` : column;
}

/** Records by number, in the order of the numbers; a number without a record is left out. */
export async function readRecords<K extends RecordKind>(
  db: Kysely<Tables>,
  kind: K,
  ids: readonly number[],
): Promise<readonly RecordOf<K>[]> {
  if (ids.length === 0) return [];
  const answer = await sql<Raw>`select ${selectColumns(kind)} from ${sql.table(kind.table)} t where t.id = any(${ids}::int[])`.execute(db);
  const labels = await loadLabels(db, kind, answer.rows);
  const byId = new Map(answer.rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toRecord(kind, row, labels)];
  });
}

function toRecord<K extends RecordKind>(kind: K, row: Raw, labels: (field: string, id: number) => string): RecordOf<K> {
  const values = Object.fromEntries(Object.keys(kind.fields).map((name) => [name, plain(row[name])]));
  const named = Object.entries(kind.fields).flatMap(([name, field]): [string, string][] => {
    if (field.refersTo === null) return [];
    const ids = [row[name]].flat().filter((one): one is number => typeof one === "number");
    return ids.length === 0 ? [] : [[name, ids.map((id) => labels(name, id)).join(", ")]];
  });
  // The description of the kind is the table's: its fields are exactly these columns.
  return {
    id: row.id,
    version: row.version,
    updatedAt: plain(row.updatedAt ?? null),
    labels: Object.fromEntries(named),
    custom: (row.custom ?? {}) as Record<string, FieldValue>,
    ...values,
  } as unknown as RecordOf<K>;
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
