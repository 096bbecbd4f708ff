import type { Kysely } from "kysely";
import type { RecordFilter } from "../../desk/records/filter-records.ts";
import { listRecordsOf } from "../../desk/records/list-records-of.ts";
import type { RecordKind, RecordOf } from "../../model/records/kind.ts";
import type { Tables } from "../../store/tables.ts";

/** All records of a kind of the desk's set-up, of which there are few, in the kind's own order. */
export async function listAll<K extends RecordKind>(
  db: Kysely<Tables>,
  kind: K,
  filter: RecordFilter = {},
): Promise<readonly RecordOf<K>[]> {
  return (await listRecordsOf(db, kind, { filter, sort: null, from: 0, limit: 100_000 })).items;
}
