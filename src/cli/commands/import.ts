import { getConnection } from "../../connections/get-connection.ts";
import { explainList } from "../../core/explain-names.ts";
import { quoteCommand } from "../../core/quote-command.ts";
import type { Entity } from "../../model/desk.ts";
import { DirectoryRefused, Invalid } from "../../model/errors.ts";
import { planNumber, type Run } from "../../model/run.ts";
import { approvePlan, rejectPlan } from "../../sync/approve-plan.ts";
import { loadNames } from "../../sync/load-names.ts";
import { runImport } from "../../sync/run-import.ts";
import { type Choice, tickLines } from "../../sync/tick-lines.ts";
import type { Command, ExitCode, Invocation } from "../app.ts";
import { drawHolds } from "../draw-holds.ts";
import { explainUsage } from "../explain-usage.ts";
import { listUnknown } from "../find-account-id.ts";
import { loadHolds } from "../load-holds.ts";
import { showProgress } from "../progress.ts";
import { type ReadWords, readWords } from "../read-words.ts";
import { exitCodeOfRun, showOutcome, toRunAnswer } from "../show-run.ts";
import { splitList } from "../split-list.ts";

const usage =
  "muster import <connection> [--users | --agents] [--scheduled] [--from-copy] [--only a,b | --without a,b] [--apply] | --approve PLAN | --reject PLAN";

/** `muster import`: a preview, unless `--apply`; an answer to a plan that waits with `--approve` and `--reject`. */
export const importCommand: Command = {
  name: "import",
  usage,
  summary: "Read a directory and show what would change; with --apply, change it",
  run: async (invocation) => {
    const read = readWords(invocation.words, usage, {
      words: ["connection"],
      flags: ["users", "agents", "scheduled", "apply", "from-copy"],
      values: ["only", "without", "approve", "reject"],
    });
    assertCompatible(read);
    const connection = read.words[0] ?? "";
    const approved = read.value("approve");
    if (approved !== null) return await approve(invocation, connection, approved);
    const rejected = read.value("reject");
    if (rejected !== null) return await reject(invocation, connection, rejected);
    return await importFresh(invocation, connection, read);
  },
};

/** Options that contradict each other are refused before anything is read. */
function assertCompatible(read: ReadWords): void {
  const answers = ["approve", "reject"].filter((name) => read.value(name) !== null);
  const others = [
    ...["users", "agents", "scheduled", "from-copy", "apply"].filter((name) => read.has(name)),
    ...["only", "without"].filter((name) => read.value(name) !== null),
  ];
  const [answer] = answers;
  const [other] = others;
  if (answer !== undefined && (answers.length > 1 || other !== undefined)) {
    refuse(`--${answer}`, `answers a plan that exists, and goes with no other option${other === undefined ? "" : ` (here --${other})`}`);
  }
  if (read.has("users") && read.has("agents"))
    refuse("--users --agents", "without either of them, both kinds are imported: leave both out");
  if (read.value("only") !== null && read.value("without") !== null) refuse("--only --without", "choose rows by one of the two");
  if (read.has("scheduled") && read.has("from-copy")) {
    refuse("--scheduled --from-copy", "a scheduled import reads the directory: absence is proven by a reading only");
  }
}

function refuse(at: string, says: string): never {
  throw new Invalid([{ at, says: `${says}. ${explainUsage(usage)}` }]);
}

async function importFresh(invocation: Invocation, connection: string, read: ReadWords): Promise<ExitCode> {
  const { app, output, caller, signal } = invocation;
  const choice = findChoice(read);
  const wantsApply = read.has("apply");
  const onProgress = showProgress(output);
  const kind = read.has("from-copy") ? "replan" : read.has("scheduled") ? "scheduled" : "manual";
  const applies = wantsApply && choice === null;
  if (kind === "scheduled") await assertNotPaused(invocation, connection);
  let run = await runImport(app.context, {
    connection,
    kind,
    entities: entitiesOf(read),
    applies,
    startedBy: caller.name,
    signal,
    onProgress,
  });
  if (choice !== null && (run.state === "planned" || run.state === "waiting")) {
    run = await tickLines(app.context, run.id, { ...choice, applies: wantsApply });
    signal.throwIfAborted();
    const isFree = wantsApply && run.state === "planned" && run.says === null;
    if (isFree) run = await approvePlan(app.context, { connection, plan: planNumber(run), by: caller.name, onProgress, signal });
  }
  const chosenInVain = choice !== null && run.state === "nothingToDo" ? choice.people : [];
  await assertKnown(invocation, run, chosenInVain);
  await showOutcome(invocation, run);
  if (chosenInVain.length > 0) output.line(`Known, with nothing to write: ${explainList(chosenInVain)}.`);
  // Asked to apply, and another plan of the connection waits: so does this one.
  return wantsApply && run.state === "planned" ? 4 : exitCodeOfRun(run);
}

/** A schedule doesn't try again what the directory has refused, and ends as it did then. */
async function assertNotPaused({ app }: Invocation, key: string): Promise<void> {
  const { connection } = await getConnection(app.database.db, key);
  if (connection.state !== "paused") return;
  throw new DirectoryRefused(
    "signIn",
    `${connection.name} is paused, and nothing was asked: ${connection.pausedBecause ?? "its sign-in was refused."} To connect again: ${quoteCommand("connect", connection.name)}`,
  );
}

/** Rows were to be chosen where there are none. @throws Invalid naming everybody who is unknown to the directory copy */
async function assertKnown({ app }: Invocation, run: Run, people: readonly string[]): Promise<void> {
  const unknown = await listUnknown(app.database.db, run.connectionId, people);
  if (unknown.length > 0)
    throw new Invalid(unknown.map((person) => ({ at: person, says: "no account has this address or directory id. Nothing was written" })));
}

function entitiesOf(read: ReadWords): readonly Entity[] {
  if (read.has("users")) return ["user"];
  return read.has("agents") ? ["agent"] : ["user", "agent"];
}

function findChoice(read: ReadWords): Choice | null {
  const only = read.value("only");
  if (only !== null) return { kind: "only", people: splitList(only, "--only") };
  const without = read.value("without");
  return without === null ? null : { kind: "without", people: splitList(without, "--without") };
}

async function approve(invocation: Invocation, connection: string, plan: string): Promise<ExitCode> {
  const { app, output, caller, signal } = invocation;
  const run: Run = await approvePlan(app.context, { connection, plan, by: caller.name, onProgress: showProgress(output), signal });
  await showOutcome(invocation, run);
  return exitCodeOfRun(run);
}

async function reject({ app, output, caller }: Invocation, connection: string, plan: string): Promise<ExitCode> {
  const { run, held } = await rejectPlan(app.context, { connection, plan, by: caller.name });
  const { db } = app.database;
  const { connection: of, names } = await loadNames(db, run.connectionId);
  output.line(run.says ?? `Plan ${planNumber(run)} is rejected; ${held} held.`);
  for (const line of drawHolds(await loadHolds(db, run.connectionId), { connection: of.name, directory: names.directory }))
    output.line(line);
  output.result({ ...toRunAnswer(run, of.name), held });
  return 0;
}
