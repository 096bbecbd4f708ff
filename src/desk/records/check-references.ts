import { type Kysely, sql } from "kysely";
import { Invalid } from "../../model/errors.ts";
import { kindOf } from "../../model/records/desk-kinds.ts";
import type { RecordKind } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";
import type { Values } from "./record-rules.ts";

/** Everything that some values refer to is there. @throws Invalid, naming every one that is not */
export async function checkReferences(db: Kysely<Tables>, kind: RecordKind, values: Values): Promise<void> {
  const faults: { at: string; says: string }[] = [];
  for (const [name, value] of Object.entries(values)) {
    const refersTo = kind.fields[name]?.refersTo;
    const ids = [value].flat().filter((one): one is number => typeof one === "number");
    if (refersTo === null || refersTo === undefined || ids.length === 0) continue;
    const other = kindOf(refersTo);
    const found = await sql<{ id: number }>`select id from ${sql.table(other.table)} where id = any(${ids}::int[])`.execute(db);
    const known = new Set(found.rows.map((row) => row.id));
    for (const id of ids) if (!known.has(id)) faults.push({ at: name, says: `there is no ${other.one} ${id}` });
  }
  if (faults.length > 0) throw new Invalid(faults);
}
