import { type Kysely, sql } from "kysely";
import type { DeskField, Entity } from "../model/desk.ts";
import { foldText } from "../model/fold-text.ts";
import type { Tables } from "../store/tables.ts";
import { columnOf } from "./columns.ts";

/** A record whose field holds one of the values looked for. */
export interface Hit {
  readonly recordId: number;
  /** The value that fitted, folded. */
  readonly value: string;
}

/** Finds records whose field equals one of the folded values. */
export type FindCandidates = (entity: Entity, field: string, values: readonly string[]) => Promise<readonly Hit[]>;

/**
 * Makes the search for one plan. Addresses and names are indexed. For any other field the records that the connection does not own
 * are read once, on first use, and kept: few, once an import was applied.
 */
export function createCandidateSearch(db: Kysely<Tables>, connectionId: number): FindCandidates {
  const kept = new Map<string, Promise<ReadonlyMap<string, readonly number[]>>>();
  return async (entity, field, values) => {
    if (values.length === 0) return [];
    if (field === "email" || field === "name") return await findByKey(db, entity, field, values);
    const key = `${entity} ${field}`;
    const loading = kept.get(key) ?? loadFreeRecords(db, connectionId, entity, field);
    kept.set(key, loading);
    const records = await loading;
    return values.flatMap((value) => (records.get(value) ?? []).map((recordId) => ({ recordId, value })));
  };
}

/** Finds records by folded address or name. */
export async function findByKey(
  db: Kysely<Tables>,
  entity: Entity,
  field: "email" | "name",
  values: readonly string[],
): Promise<readonly Hit[]> {
  const key = sql.ref(`${field}_key`);
  const answer = await sql<{ id: number; value: string }>`
    select id, ${key} as value from ${sql.table(`${entity}s`)} where ${key} = any(${values}) order by id`.execute(db);
  return answer.rows.map((row) => ({ recordId: row.id, value: row.value }));
}

async function loadFreeRecords(
  db: Kysely<Tables>,
  connectionId: number,
  entity: Entity,
  field: string,
): Promise<ReadonlyMap<string, readonly number[]>> {
  // Checked when the settings were saved: a matching field is a desk field or an existing custom field.
  const text = field.startsWith("custom.") ? sql`custom ->> ${field.slice("custom.".length)}` : sql.ref(columnOf[field as DeskField]);
  const answer = await sql<{ id: number; value: string }>`
    select t.id, ${text} as value from ${sql.table(`${entity}s`)} t
    where ${text} is not null and not exists (
      select 1 from links l where l.entity = ${entity} and l.record_id = t.id and l.connection_id = ${connectionId}::int)
    order by t.id`.execute(db);
  const records = new Map<string, number[]>();
  for (const { id, value } of answer.rows) {
    const key = foldText(value);
    const known = records.get(key);
    if (known === undefined) records.set(key, [id]);
    else known.push(id);
  }
  return records;
}
