import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { applyConfig } from "../../config/apply-config.ts";
import { explainDifference } from "../../config/difference.ts";
import { exportConfig } from "../../config/export-config.ts";
import { type ParsedConfig, parseConfigFile } from "../../config/parse-config-file.ts";
import { type ConfigPlan, planConfig } from "../../config/plan-config.ts";
import type { ConfigTools, GroupQuestion, ProviderRules } from "../../config/tools.ts";
import { quoteCommand } from "../../core/quote-command.ts";
import { Invalid } from "../../model/errors.ts";
import { createGoogleSource } from "../../sources/google/create-google-source.ts";
import { findOauthClientIdFault } from "../../sources/google/oauth-client-id.ts";
import { parseEndpoints } from "../../sources/google/parse-endpoints.ts";
import { parseServiceAccountKey } from "../../sources/google/parse-service-account-key.ts";
import type { App, Command, ExitCode, Invocation } from "../app.ts";
import { readWords } from "../read-words.ts";

const usages = {
  export: "muster config export [--connection <name>]",
  plan: "muster config plan <file>",
  apply: "muster config apply <file>",
} as const;

export const configCommands: readonly Command[] = [
  { name: "config export", usage: usages.export, summary: "writes the configuration as a file, without secrets", run: runExport },
  { name: "config plan", usage: usages.plan, summary: "shows what a configuration file would change", run: runPlan },
  { name: "config apply", usage: usages.apply, summary: "makes Muster as a configuration file says", run: runApply },
];

async function runExport({ app, words, output }: Invocation): Promise<ExitCode> {
  const read = readWords(words, usages.export, { values: ["connection"] });
  const text = await exportConfig(app.database.db, { only: read.value("connection") });
  output.line(text.trimEnd());
  output.result({ yaml: text });
  return 0;
}

async function runPlan(invocation: Invocation): Promise<ExitCode> {
  const { app, output } = invocation;
  const file = await openFile(invocation, usages.plan);
  const plan = await planConfig(app.database.db, file.config, file.tools);
  print(invocation, plan, `Nothing has been written. To make it so:  ${quoteCommand("config", "apply", invocation.words[0] ?? "")}`);
  output.result({ ...plan, isApplied: false });
  return 0;
}

async function runApply(invocation: Invocation): Promise<ExitCode> {
  const { app, output, caller } = invocation;
  const file = await openFile(invocation, usages.apply);
  const plan = await applyConfig(app.database.db, file.config, file.tools, { by: caller.name, now: app.context.now() });
  print(invocation, plan, "Applied.");
  output.result({ ...plan, isApplied: true });
  return 0;
}

function print({ output }: Invocation, plan: ConfigPlan, lastWord: string): void {
  for (const difference of plan.differences) for (const line of explainDifference(difference)) output.line(line);
  for (const remark of plan.remarks) output.line(`! ${remark}`);
  if (plan.leftAlone.length > 0)
    output.line(`In Muster but not in the file, left as it is: ${plan.leftAlone.map((name) => `"${name}"`).join(", ")}.`);
  if (plan.differences.length === 0) {
    output.line(`Nothing to change. ${plan.unchanged} records are as the file says.`);
    return;
  }
  const added = plan.differences.filter((difference) => difference.kind === "add").length;
  output.line(`${added} to add, ${plan.differences.length - added} to change, ${plan.unchanged} as they are. ${lastWord}`);
}

interface OpenFile {
  readonly config: ParsedConfig;
  readonly tools: ConfigTools;
}

async function openFile({ app, words, caller, signal }: Invocation, usage: string): Promise<OpenFile> {
  const path = resolve(caller.folder, readWords(words, usage, { words: ["file"] }).words[0] ?? "");
  const text = await readOrNull(path);
  if (text === null)
    throw new Invalid([{ at: path, says: "there is no such file. Make one with: npm run --silent muster -- config export > muster.yml" }]);
  return {
    config: parseConfigFile(text),
    tools: createConfigTools(app, { environment: caller.environment, folder: dirname(path), signal }),
  };
}

/** What Google's side of Muster knows about credentials and addresses. */
export const googleRules: ProviderRules = { parseEndpoints, findOauthClientIdFault, parseServiceAccountKey };

/** Where a configuration's references lead: variables of an environment, and files relative to a folder. */
export interface ConfigPlace {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** What planning and applying a configuration needs, out of a running Muster. */
export function createConfigTools(app: Pick<App, "vault" | "context">, { environment, folder, signal }: ConfigPlace): ConfigTools {
  return {
    vault: app.vault,
    rules: googleRules,
    environment,
    readFile: (path) => readOrNull(resolve(folder, path)),
    findGroups: (question) => findGroups(app, question, signal),
  };
}

/** A sign-in that isn't stored yet opens its directory with what the file gives. */
async function findGroups({ context }: Pick<App, "context">, { connection, secrets, text, part }: GroupQuestion, signal: AbortSignal) {
  const source = secrets === null ? await context.openSource(connection, signal) : createGoogleSource({ connection, secrets, signal });
  return await source.findGroups(text, part);
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Invalid([{ at: path, says: `this file can't be read (${why}). Check that it is a file and that it may be read` }]);
  }
}
