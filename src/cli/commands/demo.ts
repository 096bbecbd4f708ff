import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { createLog } from "../../api/log-requests.ts";
import { createSignInLink } from "../../api/sign-in/create-sign-in-link.ts";
import { getSignInAgent } from "../../api/sign-in/find-sign-in-agent.ts";
import { explainCounts } from "../../core/explain-counts.ts";
import type { Run } from "../../model/run.ts";
import { runImport } from "../../sync/run-import.ts";
import { listRuns } from "../../sync/run-store.ts";
import type { App, ExitCode, Invocation } from "../app.ts";
import type { DetachedCommand } from "../commands.ts";
import { createApp } from "../create-app.ts";
import { checkIncidents } from "../demo/check-incidents.ts";
import { createDemoPlay } from "../demo/create-demo-play.ts";
import { type SandboxProcess, startSandboxProcess } from "../demo/sandbox-process.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import { seedDesk } from "../demo/seed-desk.ts";
import { showProgress } from "../progress.ts";
import { readWords } from "../read-words.ts";
import { startServing } from "../start-serving.ts";

const usage = "muster demo [--exit]";

/** `npm run demo`: two sample directories, one imported and one ready to review; with `--exit` everything is applied, the incidents are run as checks, and it ends. */
export const demoCommand: DetachedCommand = {
  name: "demo",
  usage,
  summary: "Try everything on sample directories, without an account",
  run: async (invocation) => {
    const isExit = readWords(invocation.words, usage, { flags: ["exit"] }).has("exit");
    const folder = isExit ? mkdtempSync(join(tmpdir(), "muster-demo-")) : resolve(invocation.caller.environment.MUSTER_DATA ?? "data-demo");
    try {
      return await runDemo(invocation, folder, isExit);
    } finally {
      if (isExit) rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Detached = Omit<Invocation, "app">;

async function runDemo({ output, caller, signal }: Detached, folder: string, isExit: boolean): Promise<ExitCode> {
  // Checks take any free port, so that they never meet a demo that is up.
  const ports: Record<string, string> = isExit ? { MUSTER_PORT: "0", MUSTER_SANDBOX_PORT: "0" } : {};
  const environment: Record<string, string | undefined> = { ...caller.environment, ...ports, MUSTER_DATA: folder, DATABASE_URL: undefined };
  output.line(" Muster demo                       everything runs on this machine; no account needed");
  const app = await createApp(environment);
  const sandbox = await startSandboxProcess(Number(environment.MUSTER_SANDBOX_PORT ?? "7781")).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  try {
    const serving = await startServing(app, { environment, log: createLog("silent"), demo: createDemoPlay(app, sandbox) });
    try {
      const places = isExit ? ["", ""] : [`  ${bare(sandbox.url)}`, `  ${bare(app.publicUrl)}`];
      output.line(` ✓ database (embedded, trial)      ✓ sandbox of Google${places[0]}      ✓ server${places[1]}`);
      const isFirst = await seedDemo(app, sandbox, signal);
      if (isFirst) await seedDesk(app.database.db, app.context.now());
      return isExit ? await check({ app, sandbox, output, signal }) : await show({ app, sandbox, output, signal }, folder);
    } finally {
      await serving.close();
    }
  } finally {
    await sandbox.close();
    await app.close();
  }
}

interface Stage extends Pick<Invocation, "app" | "output" | "signal"> {
  readonly sandbox: SandboxProcess;
}

/** Imports the first directory, prepares the second, and stays up. A demo that was here before goes on where it was. */
async function show(stage: Stage, folder: string): Promise<ExitCode> {
  const { app, output, signal } = stage;
  if ((await listRuns(app.database.db, { connectionId: null, limit: 1 })).length === 0) {
    await printApplied(stage, "Brightwater IT", await importDirectory(stage, "Brightwater IT", true));
    printPlanned(stage, "Alder & Finch", await importDirectory(stage, "Alder & Finch", false));
  } else output.line(" Everything is as you left it; the sample directories are as at the start.");
  const agent = await getSignInAgent(app.database.db, "owen@brightwater.example");
  const { url } = await createSignInLink({ database: app.database, publicUrl: app.publicUrl, now: app.context.now }, agent.id);
  output.line(` Open this once to sign in:   ${url}      (valid 1 hour; new one: npm run muster -- link)`);
  output.line(` Stop with Ctrl-C. Your data: ${nameFolder(folder)} (delete it to start again).`);
  if (!signal.aborted) await new Promise<void>((done) => signal.addEventListener("abort", () => done(), { once: true }));
  return 0;
}

/** Applies both directories, then provokes the incidents, each judged and told in one line. */
async function check(stage: Stage): Promise<ExitCode> {
  const { app, sandbox, output, signal } = stage;
  await printApplied(stage, "Brightwater IT", await importDirectory(stage, "Brightwater IT", true));
  const planned = await importDirectory(stage, "Alder & Finch", false);
  printPlanned(stage, "Alder & Finch", planned);
  const applied = await importDirectory(stage, "Alder & Finch", true);
  await printApplied(stage, "Alder & Finch", applied);
  const isWhole = applied.result?.applied === 859 && applied.counts?.people === 903 && sumOf(applied) === 903;
  output.line(
    ` ${isWhole ? "✓" : "✗"} counts: ${explainCounts(applied.counts ?? emptyPlan)} = ${applied.counts?.people ?? 0} accounts, and Helena Brandt who has none any more`,
  );
  let failed = isWhole ? 0 : 1;
  let passed = isWhole ? 1 : 0;
  for await (const { name, isPassed, says } of checkIncidents({ app, sandbox, signal })) {
    output.line(` ${isPassed ? "✓" : "✗"} ${name}: ${says}`);
    if (isPassed) passed += 1;
    else failed += 1;
  }
  output.line(`${passed} passed, ${failed} failed`);
  output.result({ passed, failed });
  return failed === 0 ? 0 : 1;
}

const emptyPlan = { people: 0, unchanged: 0, kinds: {}, siteMoves: 0, roleLosses: 0, placed: 0, matchedBy: {}, leftOut: {} };

/** The accounts that the parts of a plan add up to; people without an account any more are not among them. */
function sumOf({ counts }: Run): number {
  const kinds = Object.entries(counts?.kinds ?? {}).filter(([kind]) => kind !== "notFound");
  return (counts?.unchanged ?? 0) + kinds.reduce((sum, [, n]) => sum + n, 0);
}

async function importDirectory({ app, output, signal }: Stage, connection: string, applies: boolean): Promise<Run> {
  // One bar on a terminal; elsewhere the demo says nothing but its own lines.
  const onProgress = process.stderr.isTTY ? showProgress(output) : () => undefined;
  const run = await runImport(app.context, {
    connection,
    kind: "manual",
    entities: ["user", "agent"],
    applies,
    startedBy: "demo",
    signal,
    onProgress,
  });
  output.progress(null);
  return run;
}

async function printApplied({ output, app }: Stage, name: string, run: Run): Promise<void> {
  const people = await countByEntity(app, run.id);
  const size = `${run.reading?.people ?? 0} accounts read`;
  output.line(
    ` ${name.padEnd(18)} ${size.padStart(18)}      ${people.padEnd(22)} ${String(run.result?.applied ?? 0).padStart(3)} changes applied     ${secondsOf(run, app)}    undo: run ${run.id}`,
  );
}

/** Whom a run wrote to: `21 agents, 25 users`. */
async function countByEntity({ database: { db } }: App, runId: number): Promise<string> {
  const rows = await db
    .selectFrom("changes")
    .select((eb) => ["entity", eb.fn.countAll<string>().as("n")])
    .where("run_id", "=", runId)
    .where("state", "=", "applied")
    .groupBy("entity")
    .orderBy("entity")
    .execute();
  return rows.map(({ entity, n }) => `${n} ${entity}s`).join(", ");
}

function printPlanned({ output, app }: Stage, name: string, run: Run): void {
  const { counts } = run;
  const effects = ["create", "update", "link", "deactivate", "reactivate"] as const;
  const planned = effects.reduce((sum, kind) => sum + (counts?.kinds[kind] ?? 0), 0);
  output.line(
    ` ${name.padEnd(18)} ${`${run.reading?.people ?? 0} accounts read`.padStart(18)}      ${`${planned} changes planned`.padEnd(22)} waiting for you         ${secondsOf(run, app)}`,
  );
  // People without an account any more are no part of the accounts read.
  const { notFound: _notFound, ...kinds } = counts?.kinds ?? {};
  output.line(`     ${explainCounts({ ...(counts ?? emptyPlan), kinds })} (each with its reason)`);
}

function secondsOf({ startedAt, finishedAt }: Run, app: App): string {
  return `${(((finishedAt ?? app.context.now()).getTime() - startedAt.getTime()) / 1000).toFixed(1)} s`;
}

/** A folder as people would write it: short where it is below the working folder. */
function nameFolder(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path === "" || path.startsWith("..") ? folder : `./${path}`;
}

function bare(url: string): string {
  return url.replace(/^https?:\/\//, "").replace("127.0.0.1", "localhost");
}
