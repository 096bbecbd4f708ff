import { explainBecause, explainLeftOut } from "../../core/explain-because.ts";
import { explainCount, explainTime } from "../../core/explain-names.ts";
import { explainRunState } from "../../core/explain-run.ts";
import type { Hand } from "../../core/explain-spared.ts";
import { Conflict } from "../../model/errors.ts";
import type { Run } from "../../model/run.ts";
import { listSpared, type SparedLine } from "../../sync/list-spared.ts";
import { loadNames, type NamedConnection } from "../../sync/load-names.ts";
import { getRun } from "../../sync/run-store.ts";
import { undoRun } from "../../sync/undo-run.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { drawHolds } from "../draw-holds.ts";
import { drawLines, nameOf, toLineAnswer } from "../draw-lines.ts";
import { approveCommand } from "../draw-preview.ts";
import { listPreview, type Preview } from "../list-preview.ts";
import { type Held, loadHolds } from "../load-holds.ts";
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
    const runId = parseNumber(read.words[0] ?? "", "run");
    await assertApplied(invocation, runId);
    const run = await undoRun(app.context, {
      runId,
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

async function assertApplied({ app }: Invocation, runId: number): Promise<void> {
  const { state } = await getRun(app.database.db, runId);
  if (state !== "applied") throw new Conflict(`Run ${runId} was not applied (${explainRunState(state)}): there is nothing to take back.`);
}

async function show({ app, output }: Invocation, run: Run): Promise<void> {
  const { db } = app.database;
  const named = await loadNames(db, run.connectionId);
  output.progress(null);
  const preview = await listPreview(db, run.id, linesShown);
  const spared = await listSpared(db, run);
  // Before it is applied, an undo holds nobody.
  const held = run.state === "applied" ? await loadHolds(db, run.connectionId) : [];
  for (const line of draw({ run, named, lines: preview.lines, total: preview.total, spared, held })) output.line(line);
  const leftAlone = spared.map((line) => ({ name: line.change.name, email: line.change.email, says: explainSpared(line, named) }));
  output.result({
    ...toRunAnswer(run, named.connection.name),
    lineCount: preview.total,
    leftAlone,
    held,
    lines: preview.lines.map((line) => toLineAnswer(line, named.names)),
  });
}

function draw(shown: {
  run: Run;
  named: NamedConnection;
  lines: Preview["lines"];
  total: number;
  spared: readonly SparedLine[];
  held: readonly Held[];
}): readonly string[] {
  const { run, named, lines, total, spared, held } = shown;
  const { directory } = named.names;
  const verb = run.state === "applied" ? "taken back" : "to take back";
  const written = run.result?.applied ?? total;
  return [
    `${named.connection.name} · undo of run ${run.undoesRunId ?? "?"}, run ${run.id}`,
    `${explainCount(written, "change", "changes")} ${verb}.${spared.length === 0 ? "" : ` ${spared.length} left alone.`} Nothing is sent to ${directory}.`,
    ...(run.state === "applied" || lines.length === 0 ? [] : ["", ...drawLines(lines, named.names)]),
    ...(total > lines.length && run.state !== "applied" ? [`… and ${total - lines.length} more`] : []),
    ...(spared.length === 0 ? [] : ["", "Left alone:", ...spared.map((line) => `  ${nameOf(line.change)}: ${explainSpared(line, named)}`)]),
    "",
    ...(run.state === "planned"
      ? [`Nothing has been written yet. Take back exactly this:  ${approveCommand(run, named.connection.name)}`]
      : [run.says ?? `Run ${run.id} is ${explainRunState(run.state)}.`]),
    ...drawHolds(held, { connection: named.connection.name, directory }),
  ];
}

function explainSpared({ change, says, hand }: SparedLine, { names }: NamedConnection): string {
  const by = hand === null ? "" : ` ${explainLastHand(hand)}`;
  if (says !== null) return says + (by === "" ? "" : ` (last${by})`);
  const left = change.because.find((because) => because.kind === "leftOut");
  if (left?.reason === "changedSince") return explainLeftOut(left.reason, null, names) + by;
  if (left !== undefined)
    return explainLeftOut(left.reason, left.detail, names) + (left.detail === null || left.reason === "held" ? "" : `: ${left.detail}`);
  return change.because.map((because) => explainBecause(because, names)).join("; ");
}

function explainLastHand(hand: Hand): string {
  return hand.kind === "run" ? `by run ${hand.runId} (${hand.title})` : `by ${hand.by}, ${explainTime(hand.at)}`;
}
