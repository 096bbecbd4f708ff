import { getConnection } from "../../connections/get-connection.ts";
import { editRecord } from "../../desk/edit-record.ts";
import { DirectoryRefused, must } from "../../model/errors.ts";
import type { Run } from "../../model/run.ts";
import { approvePlan } from "../../sync/approve-plan.ts";
import { listQuestions, saveAnswer } from "../../sync/questions.ts";
import { type ImportInput, runImport } from "../../sync/run-import.ts";
import { undoRun } from "../../sync/undo-run.ts";
import type { App } from "../app.ts";
import { countActiveUsers, stampDesk } from "./desk-stamp.ts";
import type { SandboxProcess } from "./sandbox-process.ts";

/** What one check came to. `says` is one line: what was prevented, or what went wrong. */
export interface Checked {
  readonly name: string;
  readonly isPassed: boolean;
  readonly says: string;
}

interface Stage {
  readonly app: App;
  readonly sandbox: SandboxProcess;
  readonly signal: AbortSignal;
}

const alder = "Alder & Finch";
const alderCustomer = "Alder & Finch Architects";

/** The incidents of the demo, each provoked in the sandbox and judged by what the desk holds afterwards. They follow one another. */
const incidents: readonly (readonly [string, (stage: Stage) => Promise<string>])[] = [
  ["again", checkAgain],
  ["two to decide", checkDecisions],
  ["somebody left", checkLeaver],
  ["empty answer", checkEmptyAnswer],
  ["list broken off", checkBrokenList],
  ["Porto closes", checkPortoCloses],
  ["group emptied", checkGroupEmptied],
  ["address reused", checkAddressReused],
  ["sign-in revoked", checkSignInRevoked],
];

/** Runs the incidents one after the other; one that fails does not stop the others. */
export async function* checkIncidents(stage: Stage): AsyncIterable<Checked> {
  for (const [name, check] of incidents) {
    try {
      yield { name, isPassed: true, says: await check(stage) };
    } catch (error) {
      yield { name, isPassed: false, says: error instanceof Error ? error.message : String(error) };
    }
  }
}

async function importNow({ app, signal }: Stage, change: Partial<ImportInput> = {}): Promise<Run> {
  return await runImport(app.context, {
    connection: alder,
    kind: "scheduled",
    entities: ["user", "agent"],
    applies: true,
    startedBy: "demo",
    signal,
    onProgress: () => undefined,
    ...change,
  });
}

async function checkAgain(stage: Stage): Promise<string> {
  const before = await stampDesk(stage.app.database.db);
  const run = await importNow(stage, { kind: "manual" });
  expect(run.state, "nothingToDo");
  expect(await stampDesk(stage.app.database.db), before);
  return must(run.says, "the result's sentence");
}

async function checkDecisions(stage: Stage): Promise<string> {
  const { db } = stage.app.database;
  const { connection } = await getConnection(db, alder);
  const questions = await listQuestions(db, connection.id, { isOpen: true });
  expect(questions.length, 2);
  for (const { entity, externalId, candidates } of questions) {
    const answer = { kind: "same", recordId: must(candidates[0], "a candidate").recordId } as const;
    await saveAnswer(db, { connectionId: connection.id, entity, externalId, answer, by: "demo", now: stage.app.context.now() });
  }
  const run = await importNow(stage, { kind: "manual" });
  expect(run.result?.applied, 2);
  return "2 people were decided by hand; the answers are kept, 2 applied, nobody was guessed.";
}

async function checkLeaver(stage: Stage): Promise<string> {
  const run = await importNow(stage);
  expect(run.result?.applied, 1);
  expect(run.counts?.kinds.deactivate, 1);
  return "Helena Brandt is missing from the complete reading and from a direct look-up (404): only then, and only by the schedule, inactive.";
}

async function checkEmptyAnswer(stage: Stage): Promise<string> {
  const { db } = stage.app.database;
  const before = await stampDesk(db);
  await stage.sandbox.happen("empty-answer");
  const run = await importNow(stage);
  await stage.sandbox.happen("put-back");
  expect(run.state, "stopped");
  expect(await stampDesk(db), before);
  return `stopped before the first change: 0 accounts reported, ${run.reading?.before} before. ${await countActiveUsers(db, alderCustomer)} people stay active.`;
}

async function checkBrokenList(stage: Stage): Promise<string> {
  const { db } = stage.app.database;
  const before = await stampDesk(db);
  await stage.sandbox.happen("breaks-off");
  const refusal = await refused(() => importNow(stage));
  await stage.sandbox.happen("put-back");
  expect(await stampDesk(db), before);
  return `the list ended after page 1: half a list is no list, nothing was written. (${firstSentence(refusal.message)})`;
}

async function checkPortoCloses(stage: Stage): Promise<string> {
  const { app, sandbox } = stage;
  const { db } = app.database;
  const before = await stampDesk(db);
  await sandbox.happen("porto-closes");
  const waiting = await importNow(stage);
  expect(waiting.state, "waiting");
  expect(await stampDesk(db), before);
  const tripped = must(
    waiting.limits.find((limit) => limit.isTripped),
    "a limit that was tripped",
  );
  expect(tripped.value, 61);
  await editByHand(app, "Kofi Mensah", { title: "Site architect" });
  const applied = await approvePlan(app.context, { connection: alder, plan: waiting.planHash, by: "demo", onProgress: () => undefined });
  expect(applied.result?.applied, 65);
  expect(applied.result?.changedSince, 1);
  await editByHand(app, "Rui Costa", { mobile: "+351 910 000 000" });
  const undone = await undoRun(app.context, {
    runId: applied.id,
    people: null,
    applies: true,
    startedBy: "demo",
    onProgress: () => undefined,
  });
  expect(undone.result?.applied, 64);
  expect(undone.counts?.kinds.leftOut, 1);
  await sandbox.happen("put-back");
  return `61 deactivations, ${tripped.share.toFixed(1)} % of ${tripped.base}: waited for approval, nothing written. Approved: 65 of 66, Kofi was edited meanwhile. Undone: 64, Rui was edited since.`;
}

async function checkGroupEmptied(stage: Stage): Promise<string> {
  const { db } = stage.app.database;
  const before = await stampDesk(db);
  await stage.sandbox.happen("it-admins-emptied");
  const run = await importNow(stage, { connection: "Brightwater IT" });
  await stage.sandbox.happen("put-back");
  expect(run.state, "waiting");
  expect(await stampDesk(db), before);
  const tripped = must(
    run.limits.find((limit) => limit.isTripped),
    "a limit that was tripped",
  );
  expect(tripped.name, "roleLosses");
  const administrators = await db
    .selectFrom("agent_role_grants as g")
    .innerJoin("agents as a", "a.id", "g.record_id")
    .innerJoin("agent_roles as r", "r.id", "g.target_id")
    .select("a.name")
    .where("a.name", "=", "Owen Achterberg")
    .where("r.is_administrator", "=", true)
    .where("a.is_active", "=", true)
    .execute();
  expect(administrators.length, 1);
  return `${tripped.value} people would lose a role, the limit is ${tripped.count}: waits for approval. Owen keeps Administrator, which was given by hand.`;
}

async function checkAddressReused(stage: Stage): Promise<string> {
  const { db } = stage.app.database;
  await stage.sandbox.happen("address-reused");
  const run = await importNow(stage);
  expect(run.state, "applied");
  const created = await db
    .selectFrom("changes")
    .select(["name", "email"])
    .where("run_id", "=", run.id)
    .where("kind", "=", "create")
    .execute();
  const reused = must(created[0], "a new person with the reused address");
  const bearers = await db.selectFrom("users").select(["id", "is_active"]).where("email", "=", reused.email).execute();
  expect(bearers.length >= 2, true);
  expect(bearers.filter((user) => user.is_active).length, 1);
  await stage.sandbox.happen("put-back");
  return `${reused.email} belongs to another Google id now: ${reused.name} is a new person; who had it before keeps the record and its tickets, inactive after a direct look-up.`;
}

async function checkSignInRevoked(stage: Stage): Promise<string> {
  const { db } = stage.app.database;
  const before = await stampDesk(db);
  await stage.sandbox.happen("sign-in-revoked");
  const refusal = await refused(() => importNow(stage));
  expect(refusal.because, "signIn");
  const { connection } = await getConnection(db, alder);
  expect(connection.state, "paused");
  expect(await stampDesk(db), before);
  await stage.sandbox.happen("put-back");
  return `paused, not retried, nobody touched. (${firstSentence(refusal.message)})`;
}

async function editByHand(app: App, name: string, values: { readonly [field: string]: string }): Promise<void> {
  const row = await app.database.db.selectFrom("users").select("id").where("name", "=", name).executeTakeFirst();
  const recordId = must(row, `${name} on the desk`).id;
  await editRecord(app.database.db, {
    entity: "user",
    recordId,
    edit: { values },
    by: "Owen Achterberg",
    now: app.context.now(),
    expectsVersion: null,
  });
}

async function refused(work: () => Promise<Run>): Promise<DirectoryRefused> {
  try {
    const run = await work();
    throw new Error(`Expected the directory's refusal to end the run; it is ${run.state}`);
  } catch (error) {
    if (error instanceof DirectoryRefused) return error;
    throw error;
  }
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

function expect<T>(actual: T, wanted: T): void {
  if (actual !== wanted) throw new Error(`expected ${String(wanted)}, found ${String(actual)}`);
}
