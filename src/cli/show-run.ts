import { planNumber, type Run } from "../model/run.ts";
import { loadNames } from "../sync/load-names.ts";
import { findRunIn } from "../sync/run-store.ts";
import type { ExitCode, Invocation } from "./app.ts";
import { drawHolds } from "./draw-holds.ts";
import { toLineAnswer } from "./draw-lines.ts";
import { drawNext, drawPreview } from "./draw-preview.ts";
import { listPreview, type Preview } from "./list-preview.ts";
import { loadHolds } from "./load-holds.ts";

/** Lines that a preview shows unless asked for more. */
export const linesShown = 40;

/** Prints how an import or an undo came out: as a preview where it can still be applied, in a sentence where it is over. */
export async function showOutcome({ app, output }: Pick<Invocation, "app" | "output">, run: Run): Promise<void> {
  const { db } = app.database;
  const { connection, names } = await loadNames(db, run.connectionId);
  output.progress(null);
  const isOpen = run.state === "planned" || run.state === "waiting";
  const preview = await listPreview(db, run.id, isOpen || output.isJson ? linesShown : 0);
  const lines = run.counts === null ? [] : drawPreview({ run, connection: connection.name, preview, names });
  const waiting = await findRunIn(db, run.connectionId, ["waiting"]);
  const held = await loadHolds(db, run.connectionId);
  const text = [
    ...lines,
    ...(lines.length === 0 ? [] : [""]),
    ...drawNext(run, connection.name, waiting),
    ...drawHolds(held, { connection: connection.name, directory: names.directory }),
  ];
  for (const line of text) output.line(line);
  output.result({
    ...toRunAnswer(run, connection.name),
    waiting: waiting === null || waiting.id === run.id ? null : { run: waiting.id, plan: planNumber(waiting) },
    held,
    lines: preview.lines.map((line) => toLineAnswer(line, names)),
    ...toCounts(preview),
  });
}

function toCounts({ total, missing, decisions }: Preview) {
  const brief = (line: Preview["lines"][number]) => ({
    externalId: line.change.externalId,
    name: line.change.name,
    email: line.change.email,
  });
  return { lineCount: total, missing: missing.map(brief), decisions: decisions.map(brief) };
}

/** A run for programs. */
export function toRunAnswer(run: Run, connection: string) {
  return { run: { ...run, connection, plan: run.planHash === null ? null : planNumber(run) } };
}

/** 0 done or ready, 1 when lines failed, 3 when the answer was not to be trusted, 4 when somebody has to approve. */
export function exitCodeOfRun(run: Run): ExitCode {
  if (run.state === "waiting") return 4;
  if (run.state === "stopped") return 3;
  return (run.result?.failed ?? 0) > 0 ? 1 : 0;
}
