/*
 * How records of any kind are listed, shown, sent as a file and told the history of. A kind with a save of its own mounts these beside it:
 *
 *   defineRecordRoutes(kind): { list, create, get, patch, remove, history }        descriptions for app.openapi(…); extend as needed
 *   answerRecords(c, needs, { kind, asked, only?, grow? })                         GET /<path>, JSON or CSV
 *   answerRecord(c, record, 200 or 201)                                             GET /<path>/{id} and what saves answer, with its ETag
 *   answerHistory(c, needs, { kind, id, page })                                    GET /<path>/{id}/history
 *   expectVersion(db, kind, { id, version }, save): Promise<T>                      412 with who was first (expect-version.ts)
 *
 * `asked` is c.req.valid("query") of `recordShapes(kind).query`; `only` is a condition on `t`; `grow` adds to the items of a sheet.
 * Whether the caller may see the one record is for the handler to ask before `answerRecord` and `answerHistory`.
 */
import type { Context } from "hono";
import type { RecordKind, RecordOf } from "../../../model/records/kind.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { writeVersion } from "../entity-tag.ts";
import { type PageWindow, writePage } from "../read-page.ts";
import { streamText } from "../stream-text.ts";
import type { V1Env } from "../v1-app.ts";
import { type ListAsked, listSheetOf, readRecordsQuery } from "./list-sheet.ts";
import { viewRecordHistory } from "./view-record-history.ts";
import { writeRecordsFile } from "./write-records-file.ts";

interface List<K extends RecordKind, T> extends ListAsked {
  readonly kind: K;
  readonly grow?: (items: readonly RecordOf<K>[]) => Promise<readonly T[]>;
}

/** A list as JSON, one sheet of it; or all of it as a file, sent while it is read. */
export async function answerRecords<K extends RecordKind, T extends object = RecordOf<K>>(
  c: Context<V1Env>,
  needs: ApiDependencies,
  { kind, grow, ...list }: List<K, T>,
) {
  if (list.asked.format === "csv") return answerFile(c, kind.path, await writeRecordsFile(needs.database.db, kind, readRecordsQuery(list)));
  const { items, ...sheet } = await listSheetOf(needs, kind, list);
  // Items that do not grow are records of the kind.
  const grown = grow === undefined ? (items as unknown as readonly T[]) : await grow(items);
  return c.json({ ...sheet, items: [...grown] }, 200);
}

/** A file of comma-separated values, under a name without its ending. */
export function answerFile(c: Context<V1Env>, name: string, lines: AsyncIterable<string>) {
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("content-disposition", `attachment; filename="${name}.csv"`);
  return c.body(streamText(lines), 200);
}

/** A record; its version is the entity tag. */
export function answerRecord<T extends { readonly version: number }, S extends 200 | 201>(c: Context<V1Env>, record: T, status: S) {
  writeVersion(c, record.version);
  return c.json(record, status);
}

/** One sheet of what was done to a record, newest first. @throws NotFound */
export async function answerHistory(
  c: Context<V1Env>,
  { database: { db } }: ApiDependencies,
  asked: { readonly kind: RecordKind; readonly id: number; readonly page: PageWindow },
) {
  const { kind, id, page } = asked;
  const { items, total } = await viewRecordHistory(db, kind, id, page);
  return c.json(writePage(items, total, page), 200);
}
