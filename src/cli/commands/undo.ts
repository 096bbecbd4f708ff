import { explainBecause, explainLeftOut } from "../../core/explain-because.ts";
import { explainCount } from "../../core/explain-names.ts";
import { EffectKind } from "../../model/change.ts";
import type { Run } from "../../model/run.ts";
import { listChanges, type StoredLine } from "../../sync/save-changes.ts";
import { undoRun } from "../../sync/undo-run.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { drawLines, nameOf, toLineAnswer } from "../draw-lines.ts";
import { approveCommand } from "../draw-preview.ts";
import { listPreview } from "../list-preview.ts";
import { loadNames, type NamedConnection } from "../load-names.ts";
import { showProgress } from "../progress.ts";
import { readWords } from "../read-words.ts";
import { exitCodeOfRun, linesShown, toRunAnswer } from "../show-run.ts";
import { parseNumber, splitList } from "../split-list.ts";

const usage = "muster undo <run> [--people a,b] [--apply]";

/** `muster undo`: takes a run back, wholly or for some people; a preview unless `--apply`. */
export const undoCommand: Command = {
  name: "undo",
  usage,
  summary: "Show what taking a run back would change; with --apply, take it back",
  run: async (invocation: Invocation): Promise<ExitCode> => {
    const { app, words, output, caller, signal } = invocation;
    const read = readWords(words, usage, { words: ["run"], values: ["people"], flags: ["apply"] });
    const people = read.value("people");
    const run = await undoRun(app.context, {
      runId: parseNumber(read.words[0] ?? "", "run"),
      people: people === null ? null : splitList(people, "--people"),
      applies: read.has("apply"),
      startedBy: caller.name,
      onProgress: showProgress(output),
      signal,
    });
    await show(invocation, run);
    return exitCodeOfRun(run);
  },
};

async function show({ app, output }: Invocation, run: Run): Promise<void> {
  const { db } = app.database;
  const named = await loadNames(db, run.connectionId);
  output.progress(null);
  const preview = await listPreview(db, run.id, linesShown);
  const spared = await listSpared(app, run);
  for (const line of draw({ run, named, lines: preview.lines, total: preview.total, spared })) output.line(line);
  const leftAlone = spared.map((line) => ({ name: line.change.name, email: line.change.email, says: explainSpared(line, named) }));
  output.result({
    ...toRunAnswer(run, named.connection.name),
    lineCount: preview.total,
    leftAlone,
    lines: preview.lines.map((line) => toLineAnswer(line, named.names)),
  });
}

/** Who is left alone: lines that plan nothing, and lines whose record changed while the others were written. */
async function listSpared({ database: { db } }: Invocation["app"], run: Run): Promise<readonly StoredLine[]> {
  const planned = await listChanges(db, run.id, { after: 0, limit: 200, kinds: ["leftOut"] });
  const late = await listChanges(db, run.id, { after: 0, limit: 200, kinds: EffectKind.options, states: ["changedSince", "failed"] });
  return [...planned, ...late];
}

function draw(shown: {
  run: Run;
  named: NamedConnection;
  lines: readonly StoredLine[];
  total: number;
  spared: readonly StoredLine[];
}): readonly string[] {
  const { run, named, lines, total, spared } = shown;
  const { directory } = named.names;
  const verb = run.state === "applied" ? "taken back" : "to take back";
  const written = run.result?.applied ?? total;
  return [
    `${named.connection.name} · undo of run ${run.undoesRunId ?? "?"}, run ${run.id}`,
    `${explainCount(written, "change", "changes")} ${verb}. ${spared.length === 0 ? "Nobody" : spared.length} left alone. Nothing is sent to ${directory}.`,
    ...(run.state === "applied" || lines.length === 0 ? [] : ["", ...drawLines(lines, named.names)]),
    ...(total > lines.length && run.state !== "applied" ? [`… and ${total - lines.length} more`] : []),
    ...(spared.length === 0 ? [] : ["", "Left alone:", ...spared.map((line) => `  ${nameOf(line.change)}: ${explainSpared(line, named)}`)]),
    "",
    ...(run.state === "planned"
      ? [`Nothing has been written yet. Take back exactly this:  ${approveCommand(run, named.connection.name)}`]
      : [run.says ?? `Run ${run.id} is ${run.state}.`]),
  ];
}

function explainSpared({ change, says }: StoredLine, { names }: NamedConnection): string {
  if (says !== null) return says;
  const left = change.because.find((because) => because.kind === "leftOut");
  if (left !== undefined)
    return explainLeftOut(left.reason, left.detail, names) + (left.detail === null || left.reason === "held" ? "" : `: ${left.detail}`);
  return change.because.map((because) => explainBecause(because, names)).join("; ");
}
