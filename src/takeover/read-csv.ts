import { CsvError, type Info, type Parser, parse } from "csv-parse";
import type { FileRow } from "../core/takeover/read-cells.ts";
import { Invalid } from "../model/errors.ts";
import { decodeText } from "./decode-text.ts";

/** A file, read: its header, and its lines one after the other. */
export interface CsvFile {
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly FileRow[];
}

const delimiters = [",", ";", "\t", "|"];
const mostColumns = 500;

/** Reads a file of separated values, whichever separator and encoding it has; blank lines count for nothing. @throws Invalid where it can't be read */
export async function readCsv(content: Uint8Array): Promise<CsvFile> {
  const { text: asWritten, encoding } = decodeText(content);
  const text = asWritten.replaceAll(/\r\n?/g, "\n");
  const delimiter = findDelimiter(text);
  const [first, ...rows] = await readLines(text, delimiter);
  const header = (first?.cells ?? []).map((title) => title.trim());
  while (header.at(-1) === "") header.pop();
  assertHeader(header);
  return { encoding, delimiter, header, rows };
}

/** The separator that the first line has most of, outside of quotation marks. */
function findDelimiter(text: string): string {
  const line = (/^\s*([^\r\n]*)/.exec(text)?.[1] ?? "").replaceAll(/"[^"]*"/g, "");
  const counts = delimiters.map((delimiter) => line.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

async function readLines(text: string, delimiter: string): Promise<readonly FileRow[]> {
  const rows: FileRow[] = [];
  const parser: Parser = parse(text, {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: 1_000_000,
  });
  try {
    // With `info`, each record comes with where it stood.
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>)
      rows.push({ line: info.lines - countBreaks(record), cells: record });
  } catch (error) {
    if (error instanceof CsvError)
      throw new Invalid([{ at: "file", says: `can't be read: ${explainCsvError(error, rows.at(-1)?.line ?? 0)}` }]);
    throw error;
  }
  return rows;
}

/** Where a record ends is told; where it begins is so many lines above. */
function countBreaks(record: readonly string[]): number {
  return record.reduce((breaks, cell) => breaks + cell.split("\n").length - 1, 0);
}

function explainCsvError(error: CsvError, lastLine: number): string {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return `a quotation mark that opens after line ${lastLine} is never closed`;
  return `after line ${lastLine}: ${error.message}`;
}

function assertHeader(header: readonly string[]): void {
  const faults = [];
  if (header.length === 0) faults.push({ at: "file", says: "is empty: its first line must name the columns" });
  if (header.length > mostColumns) faults.push({ at: "file", says: `has ${header.length} columns; at most ${mostColumns} are read` });
  const twice = header.filter((title, index) => title !== "" && header.indexOf(title) !== index);
  for (const title of new Set(twice)) faults.push({ at: "file", says: `has two columns called "${title}": rename one` });
  if (header.includes("") && header.length > 0)
    faults.push({ at: "file", says: "has a column without a title: give it one, or take it out" });
  if (faults.length > 0) throw new Invalid(faults);
}
