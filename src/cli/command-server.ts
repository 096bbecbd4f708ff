import { chmodSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { App, Command, Output, ProgressLine } from "./app.ts";
import { describeError, exitCodeOf } from "./describe-error.ts";
import { findCommand } from "./find-command.ts";
import { type CommandEvent, type ForwardedWords, findSocketPath } from "./forwarding.ts";

export interface CommandServerOptions {
  readonly app: App;
  readonly commands: readonly Command[];
  /** Set for every command, over what its caller's environment says. */
  readonly environment: Readonly<Record<string, string>>;
  /** Told of our own mistakes, which the caller sees under a number only. */
  readonly onMistake: (details: string) => void;
}

export interface CommandServer {
  /** Stops listening, stops what is under way, and waits until it has stopped. */
  readonly close: () => Promise<void>;
}

const Request = z.strictObject({
  words: z.array(z.string()).min(1),
  isJson: z.boolean(),
  folder: z.string(),
  environment: z.record(z.string(), z.string()),
  name: z.string().max(200),
}) satisfies z.ZodType<ForwardedWords>;

/**
 * Carries out commands for other processes of the same person, through a socket in the data folder that only its owner may open. Answers
 * with one JSON value a line. Null where the folder's path is too long for a socket.
 */
export async function startCommandServer(options: CommandServerOptions): Promise<CommandServer | null> {
  const path = findSocketPath(options.app.dataFolder, process.cwd());
  if (path === null) return null;
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    const work = carryOut(options, request, response, stopping.signal).catch((error: unknown) => {
      options.onMistake(String(error));
      response.destroy();
    });
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  });
  // Whoever holds the data folder is the only server, so that a socket found there is one of the dead.
  rmSync(path, { force: true });
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return {
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      stopping.abort();
      await Promise.allSettled([...underWay]);
      server.closeAllConnections();
      await closed;
      rmSync(path, { force: true });
    },
  };
}

async function carryOut(
  options: CommandServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const asked = Request.safeParse(parseJson(await text(request)));
  if (request.method !== "POST" || !asked.success) {
    response.writeHead(400).end();
    return;
  }
  const { words, isJson, folder, environment, name } = asked.data;
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const signal = AbortSignal.any([gone.signal, stopping]);
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  const send = (event: CommandEvent) => {
    if (!response.destroyed) response.write(`${JSON.stringify(event)}\n`);
  };
  try {
    const found = findCommand(options.commands, words);
    const caller = { folder, environment: { ...environment, ...options.environment }, name };
    const code = await found.command.run({ app: options.app, words: found.words, output: createEvents(isJson, send), caller, signal });
    send({ event: "exit", code });
  } catch (error) {
    const described = describeError(error, signal);
    if (described.kind === "ours") options.onMistake(described.details ?? described.message);
    send({ event: "error", error: described, code: exitCodeOf(described) });
  }
  response.end();
}

const progressEveryMs = 80;

function createEvents(isJson: boolean, send: (event: CommandEvent) => void): Output {
  let last = 0;
  let label: string | null = null;
  let unsent: ProgressLine | null = null;
  // How far a step came in the end is always sent.
  const flush = () => {
    if (unsent !== null) send({ event: "progress", state: unsent });
    unsent = null;
  };
  return {
    isJson,
    line: (line = "") => {
      if (isJson) return;
      flush();
      send({ event: "line", text: line });
    },
    result: (value) => {
      if (isJson) send({ event: "result", value });
    },
    progress: (state) => {
      if (isJson) return;
      if (state?.label !== label) flush();
      const isNews = state === null || state.done === state.total || state.label !== label;
      label = state?.label ?? null;
      unsent = isNews || Date.now() - last >= progressEveryMs ? null : state;
      if (unsent !== null) return;
      last = Date.now();
      send({ event: "progress", state });
    },
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
