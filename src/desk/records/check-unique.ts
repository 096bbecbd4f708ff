import { sql, type Transaction } from "kysely";
import { Invalid } from "../../model/errors.ts";
import { columnFor, type RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import type { Values } from "./record-rules.ts";

/** No other record has the same, case apart. Of two who save one name at once, the second waits here and then finds the first. @throws Invalid */
export async function checkUnique(trx: Transaction<Tables>, kind: RecordKind, values: Values, exceptId: number | null): Promise<void> {
  if (kind.uniqueBy === null) return;
  await sql`select pg_advisory_xact_lock(hashtext(${`unique ${kind.name}`}))`.execute(trx);
  const equal = kind.uniqueBy.map((name) => {
    const column = sql.ref(columnFor(name));
    const value = values[name] ?? null;
    return typeof value === "string" ? sql`lower(${column}) = lower(${value})` : sql`${column} is not distinct from ${value}::int`;
  });
  const taken = await sql<{ id: number }>`
    select id from ${sql.table(kind.table)} where ${sql.join(equal, sql` and `)} and id <> ${exceptId ?? 0} limit 1`.execute(trx);
  const [other] = taken.rows;
  if (other === undefined) return;
  const at = kind.uniqueBy.at(-1) ?? "name";
  throw new Invalid([{ at, says: `there is another ${kind.one} called "${String(values[at])}" already (number ${other.id})` }]);
}
