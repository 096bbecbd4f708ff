import { listPeopleIds } from "../../../desk/list-people.ts";
import { listRecordsOf } from "../../../desk/records/list-records-of.ts";
import { readRecords } from "../../../desk/records/read-record.ts";
import { Invalid } from "../../../model/errors.ts";
import type { RecordHead, RecordKind } from "../../../model/records/kind.ts";
import type { Db } from "../../../store/open-database.ts";
import { readFilter } from "../desk/list-people.ts";
import type { PersonFilter } from "../shapes/person.ts";
import type { RecordsAsked } from "../shapes/records.ts";
import { type BulkAsked, mostAtOnce } from "./bulk-shapes.ts";
import { readRecordsQuery } from "./list-sheet.ts";

/** A record of any kind: its head, and its fields by name. */
export type AnyRecord = RecordHead & { readonly [field: string]: unknown };

const pageSize = 500;

/** The numbers of the records that are meant. @throws Invalid where the filter is not understood, or lets too many through */
export async function listChosenIds(db: Db, kind: RecordKind, { ids, filter }: BulkAsked, now: Date): Promise<readonly number[]> {
  if (ids !== undefined) return [...new Set(ids)];
  // The schema of the body is that of the list's query.
  const found =
    kind.name === "user" || kind.name === "agent"
      ? await listPeopleIds(db, kind.name, readFilter(filter as PersonFilter, now), mostAtOnce)
      : await listIdsOf(db, kind, { ...filter, limit: pageSize } as RecordsAsked);
  if (found.total > mostAtOnce)
    throw new Invalid([{ at: "filter", says: `lets ${found.total} ${kind.many} through: at most ${mostAtOnce} are changed at once` }]);
  return found.ids;
}

async function listIdsOf(db: Db, kind: RecordKind, asked: RecordsAsked) {
  const { filter } = readRecordsQuery({ asked });
  const ids: number[] = [];
  for (;;) {
    const { items, total } = await listRecordsOf(db, kind, { filter, sort: "id", from: ids.length, limit: pageSize });
    ids.push(...items.map(({ id }) => id));
    if (total > mostAtOnce || items.length < pageSize) return { ids, total };
  }
}

/** Records by number, read by the hundred; a number without a record is left out. */
export async function readChosen(db: Db, kind: RecordKind, ids: readonly number[]): Promise<ReadonlyMap<number, AnyRecord>> {
  const records = new Map<number, AnyRecord>();
  for (let from = 0; from < ids.length; from += pageSize) {
    // The records of a kind have its fields.
    for (const record of (await readRecords(db, kind, ids.slice(from, from + pageSize))) as readonly AnyRecord[])
      records.set(record.id, record);
  }
  return records;
}
