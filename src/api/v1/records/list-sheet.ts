import type { RawBuilder } from "kysely";
import { listRecordsOf, type RecordQuery } from "../../../desk/records/list-records-of.ts";
import { vocabularyOf } from "../../../desk/vocabulary.ts";
import type { RecordKind, RecordOf } from "../../../model/records/kind.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { readPage, writePage } from "../read-page.ts";
import type { RecordSheet, RecordsAsked } from "../shapes/records.ts";

/** Which records a list answers: the query of its request, and what the caller may see at all. */
export interface ListAsked {
  readonly asked: RecordsAsked;
  /** A condition on `t`, the table of the kind. */
  readonly only?: RawBuilder<boolean> | undefined;
}

/** What the query of a list asks the desk for. @throws Invalid for a cursor that is none of ours */
export function readRecordsQuery({ asked, only }: ListAsked): RecordQuery {
  const { q, sort, cursor, from, limit, updatedSince, format: _format, ...fields } = asked;
  const since = updatedSince === undefined ? undefined : new Date(updatedSince);
  // What a schema of lists lets through beside its own is text: a filter by field.
  const filter = { q, fields: definedOf(fields as Readonly<Record<string, string | undefined>>), updatedSince: since, only };
  return { filter, sort: sort ?? null, ...readPage({ cursor, from, limit }) };
}

function definedOf(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** One sheet of the records of a kind; where nothing holds what was typed, of those that hold what is most like it. @throws Invalid for a filter, an order or a cursor that there is not */
export async function listSheetOf<K extends RecordKind>(
  { database, now }: Pick<ApiDependencies, "database" | "now">,
  kind: K,
  list: ListAsked,
): Promise<RecordSheet<RecordOf<K>>> {
  const query = readRecordsQuery(list);
  const { items, total } = await listRecordsOf(database.db, kind, query);
  const { q } = list.asked;
  // Words of records that the caller may not see would be told otherwise.
  const isOpen = list.only === undefined;
  const like = total > 0 || q === undefined || !isOpen ? null : await vocabularyOf(database).correct([kind.name], q, now());
  if (like === null) return writePage(items, total, query);
  const alike = await listRecordsOf(database.db, kind, { ...query, filter: { ...query.filter, q: like } });
  return alike.total === 0 ? writePage(items, total, query) : { ...writePage(alike.items, alike.total, query), searchedFor: like };
}
