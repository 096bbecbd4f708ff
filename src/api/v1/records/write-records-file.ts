import { explainRecordValue } from "../../../core/explain-record-edit.ts";
import { writeCsvLine } from "../../../core/write-csv.ts";
import { type KindCustomField, listCustomFieldsOf } from "../../../desk/records/list-custom-fields-of.ts";
import { type RecordQuery, streamRecordsOf } from "../../../desk/records/list-records-of.ts";
import type { Json } from "../../../model/person.ts";
import type { RecordField } from "../../../model/records/field.ts";
import type { RecordHead, RecordKind } from "../../../model/records/kind.ts";
import type { Db } from "../../../store/open-database.ts";

/** Everything that a filter lets through as lines of a file: a column a field, then one a custom field. */
export async function writeRecordsFile(
  db: Db,
  kind: RecordKind,
  { filter, sort }: Pick<RecordQuery, "filter" | "sort">,
): Promise<AsyncIterable<string>> {
  const custom = (await listCustomFieldsOf(db, [kind]))(kind);
  const batches = streamRecordsOf(db, kind, { filter, sort })[Symbol.asyncIterator]();
  // A filter that is not understood is told of before the file begins.
  const first = await batches.next();
  return writeLines(kind, custom, { first, batches });
}

interface Batches {
  readonly first: IteratorResult<readonly RecordHead[]>;
  readonly batches: AsyncIterator<readonly RecordHead[]>;
}

async function* writeLines(kind: RecordKind, custom: readonly KindCustomField[], { first, batches }: Batches): AsyncIterable<string> {
  const labels = Object.values(kind.fields).map((field) => field.label);
  // The mark by which spreadsheets know UTF-8.
  yield `\uFEFF${writeCsvLine(["Number", ...labels, ...custom.map((field) => field.label)])}`;
  for (let batch = first; batch.done !== true; batch = await batches.next())
    yield batch.value.map((record) => writeCsvLine(cellsOf(kind, custom, record))).join("");
}

function cellsOf(kind: RecordKind, custom: readonly KindCustomField[], record: RecordHead): readonly string[] {
  // A record has a value for every field of its kind, and all of them are JSON.
  const values = record as unknown as Readonly<Record<string, Json>>;
  const cells = Object.entries(kind.fields).map(([name, field]) => cellOf(field, values[name] ?? null, record.labels[name]));
  return [String(record.id), ...cells, ...custom.map(({ key }) => cellOf(null, record.custom[key] ?? null, undefined))];
}

function cellOf(field: RecordField | null, value: Json, label: string | undefined): string {
  const isEmpty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return "";
  if (field !== null && field.refersTo !== null) return label ?? "";
  const says = explainRecordValue(null, value, String);
  return says === "—" && typeof value === "object" ? "" : says;
}
