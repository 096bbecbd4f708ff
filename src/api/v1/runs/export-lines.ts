import { writeCsvLine } from "../../../core/write-csv.ts";
import type { Db } from "../../../store/open-database.ts";
import type { PlanScene } from "../../../sync/load-plan-scene.ts";
import { type LineView, viewChanges } from "../../../sync/view-changes.ts";
import { streamText } from "../stream-text.ts";

export interface LinesToExport {
  readonly scene: PlanScene;
  readonly places: Uint32Array;
  readonly format: "csv" | "json";
}

/** Lines put into words at a time: a file of any length needs no more memory than these. */
const linesAtOnce = 500;

/** Lines of a plan as a file that is written while it is read. */
export function exportLines(db: Db, { scene, places, format }: LinesToExport): ReadableStream<Uint8Array> {
  const chunks = format === "csv" ? writeCsv(db, scene, places) : writeJson(db, scene, places);
  return streamText(chunks);
}

const columns: readonly (readonly [string, (line: LineView) => string])[] = [
  ["Row", (line) => String(line.seq)],
  ["Person", (line) => line.name],
  ["E-mail", (line) => line.email],
  ["Directory id", (line) => line.externalId ?? ""],
  ["User or agent", (line) => line.entity],
  ["Desk number", (line) => (line.recordId === null ? "" : String(line.recordId))],
  ["What", (line) => line.what],
  ["Before", (line) => line.before],
  ["After", (line) => line.after],
  ["Goes to", (line) => line.goesTo],
  ["Because", (line) => line.because],
  ["Roles gained", (line) => line.rolesGained.join("; ")],
  ["Roles lost", (line) => line.rolesLost.join("; ")],
  ["Look twice", (line) => line.warnings.join(" ")],
  ["Selected", (line) => (line.isEffect ? (line.isTicked ? "yes" : "no") : "")],
  ["Result", (line) => line.state],
  ["Says", (line) => line.says ?? ""],
];

/** With the mark by which spreadsheets know UTF-8. */
async function* writeCsv(db: Db, scene: PlanScene, places: Uint32Array): AsyncGenerator<string> {
  yield `\uFEFF${writeCsvLine(columns.map(([title]) => title))}`;
  for await (const lines of listLines(db, scene, places)) {
    yield lines.map((line) => writeCsvLine(columns.map(([, read]) => read(line)))).join("");
  }
}

async function* writeJson(db: Db, scene: PlanScene, places: Uint32Array): AsyncGenerator<string> {
  yield "[";
  let separator = "\n";
  for await (const lines of listLines(db, scene, places)) {
    yield separator + lines.map((line) => JSON.stringify(line)).join(",\n");
    separator = ",\n";
  }
  yield "\n]\n";
}

async function* listLines(db: Db, scene: PlanScene, places: Uint32Array): AsyncGenerator<readonly LineView[]> {
  for (let from = 0; from < places.length; from += linesAtOnce) {
    yield await viewChanges(db, scene, [...places.subarray(from, from + linesAtOnce)]);
  }
}
