import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { explainCount } from "../../core/explain-names.ts";
import { quoteCommand } from "../../core/quote-command.ts";
import { Invalid } from "../../model/errors.ts";
import { TakeoverColumns, TakeoverKind, takeoverKinds } from "../../model/takeover.ts";
import { applyTakeover } from "../../takeover/apply-takeover.ts";
import { planFiles } from "../../takeover/plan-files.ts";
import { saveColumns, saveFile } from "../../takeover/save-file.ts";
import { createTakeover, deleteTakeover, getTakeover, type Takeover } from "../../takeover/takeover-store.ts";
import { planUndoOf } from "../../takeover/undo-takeover.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { drawTakeover, loadTakeoverPreview } from "../draw-takeover.ts";
import { readWords } from "../read-words.ts";
import { parseNumber } from "../split-list.ts";

const usages = {
  plan: "muster takeover plan <system> [--customers FILE] [--sites FILE] [--users FILE] [--agents FILE] [--assets FILE] [--columns FILE]",
  apply: "muster takeover apply <take-over> --hash HASH",
  undo: "muster takeover undo <take-over> [--apply]",
} as const;

/** `muster takeover`: records from files of another system, planned, applied and undone (P12). */
export const takeoverCommands: readonly Command[] = [
  { name: "takeover plan", usage: usages.plan, summary: "shows what files of another system would change", run: runPlan },
  { name: "takeover apply", usage: usages.apply, summary: "carries out a take-over's plan", run: runApply },
  {
    name: "takeover undo",
    usage: usages.undo,
    summary: "shows what taking a take-over back would change; with --apply, takes it back",
    run: runUndo,
  },
];

const ColumnsFile = z.partialRecord(TakeoverKind, TakeoverColumns);

async function runPlan(invocation: Invocation): Promise<ExitCode> {
  const { app, words, caller } = invocation;
  const { db } = app.database;
  const read = readWords(words, usages.plan, { words: ["system"], values: [...takeoverKinds.map((kind) => `${kind}s`), "columns"] });
  const files = takeoverKinds.flatMap((kind) => {
    const path = read.value(`${kind}s`);
    return path === null ? [] : [{ kind, path: resolve(caller.folder, path) }];
  });
  if (files.length === 0) throw new Invalid([{ at: "files", says: `name one at least. ${usages.plan}` }]);
  const columns = await readColumns(read.value("columns"), caller.folder);
  const contents = await Promise.all(files.map(async ({ kind, path }) => ({ kind, path, content: await readBytes(path) })));
  const takeoverId = await createTakeover(db, { system: read.words[0] ?? "", by: caller.name, now: app.context.now() });
  try {
    for (const { kind, path, content } of contents)
      await saveFile(db, takeoverId, kind, content).catch((error) => Promise.reject(about(error, path)));
    for (const { kind } of files) if (columns[kind] !== undefined) await saveColumns(db, takeoverId, kind, columns[kind]);
    await planFiles(db, takeoverId, app.context.now());
  } catch (error) {
    // Nothing can be made of it: the next attempt begins anew.
    await deleteTakeover(db, takeoverId);
    throw error;
  }
  return await show(invocation, await getTakeover(db, takeoverId));
}

/** Says which file a fault is in. */
function about(error: unknown, path: string): unknown {
  return error instanceof Invalid
    ? new Invalid(error.faults.map((fault) => ({ ...fault, at: fault.at === "file" ? path : fault.at })))
    : error;
}

async function readColumns(path: string | null, folder: string): Promise<z.infer<typeof ColumnsFile>> {
  if (path === null) return {};
  const text = new TextDecoder().decode(await readBytes(resolve(folder, path)));
  const example = '{ "user": { "Full name": "name", "Shoe size": null } }';
  try {
    return ColumnsFile.parse(JSON.parse(text));
  } catch {
    throw new Invalid([{ at: "--columns", says: `${path} does not say which columns fill what. Write it like ${example}` }]);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Invalid([{ at: path, says: `this file can't be read (${why}). Check that it is a file and that it may be read` }]);
  }
}

async function runApply(invocation: Invocation): Promise<ExitCode> {
  const { words } = invocation;
  const read = readWords(words, usages.apply, { words: ["take-over"], values: ["hash"] });
  const id = parseNumber(read.words[0] ?? "", "take-over");
  const takeover = await getTakeover(invocation.app.database.db, id);
  const given = (read.value("hash") ?? "").toLowerCase();
  if (!/^[0-9a-f]{8,64}$/.test(given))
    throw new Invalid([{ at: "--hash", says: "is missing: it is the hash of the plan that you looked at, or its first eight digits" }]);
  const hash = takeover.planHash?.startsWith(given) === true ? takeover.planHash : given;
  return await apply(invocation, id, hash);
}

async function runUndo(invocation: Invocation): Promise<ExitCode> {
  const { app, words, caller } = invocation;
  const { db } = app.database;
  const read = readWords(words, usages.undo, { words: ["take-over"], flags: ["apply"] });
  const takeoverId = parseNumber(read.words[0] ?? "", "take-over");
  const undo = await getTakeover(db, await planUndoOf(db, { takeoverId, by: caller.name, now: app.context.now() }));
  if (!read.has("apply") || undo.progress.total === 0) return await show(invocation, undo);
  return await apply(invocation, undo.id, undo.planHash ?? "");
}

async function apply({ app, output, caller, signal }: Invocation, takeoverId: number, hash: string): Promise<ExitCode> {
  const takeover = await applyTakeover(app.database, {
    takeoverId,
    hash,
    by: caller.name,
    now: app.context.now,
    signal,
    onProgress: ({ done, total }) => output.progress({ label: "Writing", done, total }),
  });
  output.progress(null);
  const preview = await loadTakeoverPreview(app.database.db, takeover);
  for (const line of drawTakeover(takeover, preview)) output.line(line);
  output.result({ ...toAnswer(takeover), lines: preview.lines });
  return (takeover.outcomes.failed ?? 0) > 0 ? 1 : 0;
}

async function show({ app, output }: Invocation, takeover: Takeover): Promise<ExitCode> {
  const preview = await loadTakeoverPreview(app.database.db, takeover);
  for (const line of drawTakeover(takeover, preview)) output.line(line);
  const hash = takeover.planHash?.slice(0, 8) ?? "";
  if (takeover.progress.total > 0) {
    output.line();
    output.line(
      `Nothing has been written yet. Write exactly this:  ${quoteCommand("takeover", "apply", String(takeover.id), "--hash", hash)}`,
    );
  } else output.line(`There is nothing to write: ${explainCount(preview.total, "line", "lines")} as they are, or refused.`);
  output.result({ ...toAnswer(takeover), lines: preview.lines });
  return 0;
}

function toAnswer({ id, system, state, undoesId, planHash, counts, outcomes }: Takeover) {
  return { takeoverId: id, system, state, undoesId, planHash, counts, outcomes };
}
