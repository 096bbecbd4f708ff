import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { Invalid } from "../model/errors.ts";
import type { Caller, Output } from "./app.ts";
import { type Placed, placedCommands } from "./commands.ts";
import { type DescribedError, describeError, drawError, exitCodeOf, toErrorAnswer } from "./describe-error.ts";
import { drawHelp } from "./draw-help.ts";
import { explainUsage } from "./explain-usage.ts";
import { findCommand } from "./find-command.ts";
import { forwardCommand } from "./forward-command.ts";
import { createTerminalOutput } from "./terminal-output.ts";

/** The command line: finds the command, has it carried out where the data are, and says in one place what went wrong. */
process.exitCode = await main(process.argv.slice(2), process.env);

async function main(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  // Whoever reads only the first lines (`| head`) has closed the pipe; that is no mistake.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const signal = listenForStop();
  const isJson = argv.includes("--json");
  const output = createTerminalOutput({ isJson, out: process.stdout, aside: process.stderr, now: () => performance.now() });
  try {
    return await run(readGlobals(argv), { environment, output, signal });
  } catch (error) {
    return report(describeError(error, signal), output, environment);
  }
}

interface Globals {
  readonly words: readonly string[];
  readonly folder: string | null;
  readonly wantsHelp: boolean;
}

interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly output: Output;
  readonly signal: AbortSignal;
}

async function run({ words, folder, wantsHelp }: Globals, { environment, output, signal }: Surroundings): Promise<number> {
  const commands = placedCommands.map((placed) => ({ ...placed, name: placed.command.name }));
  if (words.length === 0 || words[0] === "help") {
    const text = drawHelp(commands.map((placed) => placed.command));
    for (const line of text) output.line(line);
    output.result({ commands: commands.map(({ command }) => ({ name: command.name, usage: command.usage, summary: command.summary })) });
    return 0;
  }
  const found = findCommand(commands, words);
  if (wantsHelp) {
    const { usage, summary } = found.command.command;
    output.line(summary);
    output.line(explainUsage(usage));
    output.result({ usage, summary });
    return 0;
  }
  const caller: Caller = {
    folder: process.cwd(),
    environment: folder === null ? environment : { ...environment, MUSTER_DATA: resolve(folder) },
    name: nameOfUser(),
  };
  const placed: Placed = found.command;
  if (placed.kind === "detached") return await placed.command.run({ words: found.words, output, caller, signal });
  const dataFolder = chooseFolder(folder, placed.command.name, environment);
  if (placed.kind === "forwarded" && environment.DATABASE_URL === undefined) {
    const { folder: typedIn, name } = caller;
    const forwarded = await forwardCommand({
      dataFolder,
      words: { words, isJson: output.isJson, folder: typedIn, environment: withoutGaps(environment), name },
      output,
      signal,
    });
    if (forwarded !== null) return forwarded.error === null ? forwarded.code : report(forwarded.error, output, environment);
  }
  // Loaded here, because whoever is forwarded or asks for help needs no database.
  const { createApp } = await import("./create-app.ts");
  const app = await createApp({ ...environment, MUSTER_DATA: dataFolder });
  try {
    return await placed.command.run({ app, words: found.words, output, caller, signal });
  } finally {
    await app.close();
  }
}

/** Takes the options out that every command has. @throws Invalid when `--data` has no folder */
function readGlobals(argv: readonly string[]): Globals {
  const words: string[] = [];
  let folder: string | null = null;
  let wantsHelp = false;
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? "";
    if (word === "--json") continue;
    if (word === "--help" || word === "-h") wantsHelp = true;
    else if (word === "--data") {
      index += 1;
      folder = argv[index] ?? null;
      if (folder === null || folder.startsWith("--")) throw new Invalid([{ at: "--data", says: "needs a folder after it: --data ./data" }]);
    } else if (word.startsWith("--data=")) folder = word.slice("--data=".length);
    else words.push(word);
  }
  return { words, folder, wantsHelp };
}

/** The data folder: as asked for; else `./data`, or the demo's where there is no other. */
function chooseFolder(asked: string | null, command: string, environment: NodeJS.ProcessEnv): string {
  const named = asked ?? environment.MUSTER_DATA;
  if (named !== undefined) return resolve(named);
  const mayBeDemo = command !== "serve" && environment.DATABASE_URL === undefined;
  if (mayBeDemo && !existsSync("data") && existsSync("data-demo")) {
    if (process.stderr.isTTY) process.stderr.write("(the demo's data, in ./data-demo)\n");
    return resolve("data-demo");
  }
  return resolve("data");
}

function report(error: DescribedError, output: Output, environment: NodeJS.ProcessEnv): number {
  output.progress(null);
  if (output.isJson) output.result(toErrorAnswer(error));
  else for (const line of drawError(error)) process.stderr.write(`${line}\n`);
  if (error.details !== undefined && environment.MUSTER_DEBUG !== undefined) process.stderr.write(`${error.details}\n`);
  return exitCodeOf(error);
}

/** Fires at the first Ctrl-C or SIGTERM; the second Ctrl-C ends the process where it stands. */
function listenForStop(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? "without a name"}`;
  }
}

function withoutGaps(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
