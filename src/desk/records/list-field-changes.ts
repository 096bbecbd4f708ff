import { type Kysely, sql } from "kysely";
import type { Json } from "../../model/person.ts";
import type { Tables } from "../../store/tables.ts";

/** One field of a record that was changed. */
export interface FieldChange {
  readonly id: string;
  readonly kind: string;
  readonly recordId: number;
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
  readonly by: string;
  readonly at: string;
}

/** A sheet of the changes of single fields of records of some kinds, newest first, from the audit log. */
export async function listFieldChanges(
  db: Kysely<Tables>,
  query: { readonly kinds: readonly string[]; readonly recordIds: readonly number[] | null; readonly from: number; readonly limit: number },
): Promise<{ readonly items: readonly FieldChange[]; readonly total: number }> {
  const rows = sql`from audit a cross join lateral jsonb_each(a.after) x
    where a.entity = any(${query.kinds}::text[]) and a.action = 'edit' and jsonb_typeof(a.after) = 'object'
    and ${query.recordIds === null ? sql`true` : sql`a.record_id = any(${query.recordIds}::int[])`}`;
  const found = await sql<{
    id: number;
    entity: string;
    record_id: number;
    field: string;
    before: Json;
    after: Json;
    actor: string;
    at: Date;
  }>`
    select a.id, a.entity, a.record_id, x.key as field, a.before -> x.key as before, x.value as after, a.actor, a.at ${rows}
    order by a.id desc, x.key limit ${query.limit}::int offset ${query.from}::bigint`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n ${rows}`.execute(db);
  const items = found.rows.map(({ id, entity: kind, record_id: recordId, field, before, after, actor: by, at }) => {
    return { id: `${id}-${field}`, kind, recordId, field, before, after, by, at: at.toISOString() };
  });
  return { items, total: counted.rows[0]?.n ?? 0 };
}
