import { writeCsvLine } from "../../../core/write-csv.ts";

/** A column of a file, under its head. */
export interface FileColumn<T> {
  readonly head: string;
  readonly cell: (row: T) => string | number;
}

/** Everything that a list streams as lines of a file. A filter that is not understood is told of before the file begins. */
export async function writeListFile<T>(
  columns: readonly FileColumn<T>[],
  batches: AsyncIterable<readonly T[]>,
): Promise<AsyncIterable<string>> {
  const iterator = batches[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* lines() {
    // The mark by which spreadsheets know UTF-8.
    yield `\uFEFF${writeCsvLine(columns.map(({ head }) => head))}`;
    for (let batch = first; batch.done !== true; batch = await iterator.next())
      yield batch.value.map((row) => writeCsvLine(columns.map(({ cell }) => String(cell(row))))).join("");
  }
  return lines();
}
