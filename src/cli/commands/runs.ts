import { getConnection, listConnections } from "../../connections/get-connection.ts";
import { explainCounts } from "../../core/explain-counts.ts";
import { explainTime } from "../../core/explain-names.ts";
import { explainRunKind, explainRunState, explainRunTimes } from "../../core/explain-run.ts";
import { Invalid } from "../../model/errors.ts";
import { planNumber, type Run } from "../../model/run.ts";
import { loadNames } from "../../sync/load-names.ts";
import { findRunIn, getRun, listRuns } from "../../sync/run-store.ts";
import { listChanges } from "../../sync/save-changes.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { drawLimits, drawOfWhich, drawReading, drawSum } from "../draw-counts.ts";
import { drawLines, nameOf, toLineAnswer } from "../draw-lines.ts";
import { drawNext } from "../draw-preview.ts";
import { drawTable } from "../draw-table.ts";
import { explainUsage } from "../explain-usage.ts";
import { listPreview } from "../list-preview.ts";
import { readWords } from "../read-words.ts";
import { toRunAnswer } from "../show-run.ts";
import { parseNumber } from "../split-list.ts";

const usages = { runs: "muster runs [<connection>] [--limit 20]", show: "muster runs show <run> [--lines 40]" } as const;

/** `muster runs`: the newest runs first. */
export const runsCommand: Command = {
  name: "runs",
  usage: usages.runs,
  summary: "List runs, newest first",
  run: async ({ app, words, output }: Invocation): Promise<ExitCode> => {
    const read = readWords(words, usages.runs, { values: ["limit"], takesMore: true });
    const { db } = app.database;
    const limit = parseNumber(read.value("limit") ?? "20", "--limit");
    const [key, extra] = read.words;
    if (extra !== undefined)
      throw new Invalid([{ at: extra, says: `is one word too many; names with spaces go in quotes. ${explainUsage(usages.runs)}` }]);
    const connectionId = key === undefined ? null : (await getConnection(db, key)).connection.id;
    const connections = new Map((await listConnections(db)).map((connection) => [connection.id, connection.name]));
    const runs = await listRuns(db, { connectionId, limit });
    if (runs.length === 0) output.line("No run yet.");
    else for (const line of drawRuns(runs, connections)) output.line(line);
    output.result({ runs: runs.map((run) => toRunAnswer(run, connections.get(run.connectionId) ?? "").run) });
    return 0;
  },
};

const columns = [
  { title: "Run", width: 8 },
  { title: "Connection", width: 26 },
  { title: "What", width: 26 },
  { title: "When", width: 22 },
  { title: "By", width: 14 },
  { title: "State", width: 14 },
  { title: "Result", width: 90 },
];

function drawRuns(runs: readonly Run[], connections: ReadonlyMap<number, string>): readonly string[] {
  const rows = runs.map((run) => [
    String(run.id),
    connections.get(run.connectionId) ?? "",
    explainRunKind(run),
    explainTime(run.startedAt),
    run.startedBy,
    explainRunState(run.state),
    run.says ?? (run.counts === null ? "" : explainCounts(run.counts)),
  ]);
  return drawTable(columns, rows);
}

/** `muster runs show`: one run in full. */
export const runsShowCommand: Command = {
  name: "runs show",
  usage: usages.show,
  summary: "Show one run: what was read, planned, limited and written, and what was not",
  run: async ({ app, words, output }: Invocation): Promise<ExitCode> => {
    const read = readWords(words, usages.show, { words: ["run"], values: ["lines"] });
    const { db } = app.database;
    const run = await getRun(db, parseNumber(read.words[0] ?? "", "run"));
    const { connection, names } = await loadNames(db, run.connectionId);
    const preview = await listPreview(db, run.id, parseNumber(read.value("lines") ?? "40", "--lines"));
    const left = await listChanges(db, run.id, { after: 0, limit: 1000, states: ["failed", "changedSince"] });
    const text = [
      ...drawHead(run, connection.name),
      ...(preview.lines.length === 0 ? [] : ["", ...drawLines(preview.lines, names)]),
      ...(preview.total > preview.lines.length ? [`… ${preview.total} in all: --lines ${preview.total}`] : []),
      ...(left.length === 0 ? [] : ["", "Not written:", ...left.map((line) => `  ${nameOf(line.change)}: ${line.says ?? line.state}`)]),
      "",
      ...drawNext(run, connection.name, await findRunIn(db, run.connectionId, ["waiting"])),
    ];
    for (const line of text) output.line(line);
    const lines = preview.lines.map((line) => toLineAnswer(line, names));
    output.result({ ...toRunAnswer(run, connection.name), lines, notWritten: left.map((line) => toLineAnswer(line, names)) });
    return 0;
  },
};

function drawHead(run: Run, connection: string): readonly string[] {
  // How an answered run came out stands beside its time already.
  const state = run.state === "applied" || run.state === "rejected" ? "" : `. ${explainRunState(run.state)}`;
  return [
    `Run ${run.id}: ${explainRunKind(run)} of ${connection}, by ${run.startedBy}, ${explainRunTimes(run)}${state}`,
    ...(run.planHash === null ? [] : [`Plan ${planNumber(run)}, settings version ${run.settingsVersion}, hash ${run.planHash}`]),
    ...(run.reading === null ? [] : drawReading(run.reading)),
    ...(run.counts === null
      ? []
      : [`${explainCounts(run.counts)}   ${drawSum(run.counts)}`, `  ${drawOfWhich(run.counts)}`, drawLimits(run.limits)]),
  ];
}
