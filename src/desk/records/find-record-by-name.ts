import { type Kysely, sql } from "kysely";
import { foldText } from "../../model/fold-text.ts";
import type { RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import { labelOf } from "./load-labels.ts";

/** The number of the record of a kind that is called so, case and space around it apart; the oldest where several are. Null where none is. */
export async function findRecordByName(db: Kysely<Tables>, kind: RecordKind, name: string): Promise<number | null> {
  const found = await sql<{ id: number }>`
    select t.id from ${sql.table(kind.table)} t where lower(trim(${labelOf(kind, "t")})) = ${foldText(name)} order by t.id limit 1`.execute(
    db,
  );
  return found.rows[0]?.id ?? null;
}
