import { type Kysely, sql } from "kysely";
import type { DeskField, Entity } from "../model/desk.ts";
import type { Tables } from "../store/tables.ts";
import { columnOf } from "./columns.ts";

/** A record whose field holds one of the values looked for. */
export interface Hit {
  readonly recordId: number;
  /** The value that fitted, folded. */
  readonly value: string;
}

/**
 * Finds records whose field equals one of the folded values. Addresses and names are indexed; other fields are compared by the
 * database's own small letters.
 */
export async function findCandidates(db: Kysely<Tables>, entity: Entity, field: string, values: readonly string[]): Promise<readonly Hit[]> {
  if (values.length === 0) return [];
  const table = sql.table(entity === "user" ? "users" : "agents");
  const text = comparable(field);
  const answer = await sql<{ id: number; value: string }>`
    select id, ${text} as value from ${table} where ${text} = any(${values}) order by id`.execute(db);
  return answer.rows.map((row) => ({ recordId: row.id, value: row.value }));
}

function comparable(field: string) {
  if (field === "email") return sql`email_key`;
  if (field === "name") return sql`name_key`;
  if (field.startsWith("custom.")) return sql`lower(btrim(custom ->> ${field.slice("custom.".length)}))`;
  // Checked when the settings were saved: a matching field is a desk field.
  return sql`lower(btrim(${sql.ref(columnOf[field as DeskField])}))`;
}
