import { type Kysely, sql } from "kysely";
import type { RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import { labelOf } from "./load-labels.ts";

/** The names of some records by number; what is gone is left out. */
export async function listLabels(db: Kysely<Tables>, kind: RecordKind, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const found = await sql<{ id: number; label: string }>`
    select o.id, ${labelOf(kind, "o")} as label from ${sql.table(kind.table)} o where o.id = any(${ids}::int[])`.execute(db);
  return new Map(found.rows.map(({ id, label }) => [id, label]));
}
