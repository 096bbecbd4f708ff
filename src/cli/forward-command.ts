import { once } from "node:events";
import { existsSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createInterface } from "node:readline";
import type { ExitCode, Output } from "./app.ts";
import type { DescribedError } from "./describe-error.ts";
import { type CommandEvent, type ForwardedWords, findSocketPath } from "./forwarding.ts";

/** How a forwarded command ended. */
export interface Forwarded {
  readonly code: ExitCode;
  readonly error: DescribedError | null;
}

/**
 * Has the server that holds a data folder carry out a command, and speaks for it here. Null when no server answers: the socket of a dead
 * one counts for nothing.
 */
export async function forwardCommand(given: {
  readonly dataFolder: string;
  readonly words: ForwardedWords;
  readonly output: Output;
  readonly signal: AbortSignal;
}): Promise<Forwarded | null> {
  const path = findSocketPath(given.dataFolder, process.cwd());
  if (path === null || !existsSync(path)) return null;
  const asking = request({ socketPath: path, method: "POST", path: "/commands", agent: false, signal: given.signal });
  asking.end(JSON.stringify(given.words));
  let answer: IncomingMessage;
  try {
    [answer] = (await once(asking, "response")) as [IncomingMessage];
  } catch (error) {
    given.signal.throwIfAborted();
    if (error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "ENOENT")) return null;
    throw error;
  }
  const ended = await speakFor(answer, given.output);
  given.signal.throwIfAborted();
  return ended ?? { code: 1, error: lost };
}

const lost: DescribedError = {
  kind: "stopped",
  message: "The server stopped before the command was finished. Nothing is half-written: `npm run muster -- runs` says how far it came.",
};

async function speakFor(answer: IncomingMessage, output: Output): Promise<Forwarded | null> {
  try {
    for await (const line of createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY })) {
      // Written by the command server of this very program.
      const event = JSON.parse(line) as CommandEvent;
      switch (event.event) {
        case "line":
          output.line(event.text);
          break;
        case "result":
          output.result(event.value);
          break;
        case "progress":
          output.progress(event.state);
          break;
        case "exit":
          return { code: event.code, error: null };
        case "error":
          return { code: event.code, error: event.error };
      }
    }
  } catch {
    // The connection broke, or its last line did: what counts is that the end never came.
  }
  return null;
}
