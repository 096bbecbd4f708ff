import { join, relative } from "node:path";
import type { ExitCode, ProgressLine } from "./app.ts";
import type { DescribedError } from "./describe-error.ts";

/** A command as it travels to the server that holds the data, with where it was typed. */
export interface ForwardedWords {
  readonly words: readonly string[];
  readonly isJson: boolean;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly name: string;
}

/** What comes back, one a line; `exit` or `error` is the last. */
export type CommandEvent =
  | { readonly event: "line"; readonly text: string }
  | { readonly event: "result"; readonly value: unknown }
  | { readonly event: "progress"; readonly state: ProgressLine | null }
  | { readonly event: "exit"; readonly code: ExitCode }
  | { readonly event: "error"; readonly error: DescribedError; readonly code: ExitCode };

/** Bytes that fit into a socket's address on every system (macOS allows 104 with the end, Linux 108). */
const longestPath = 103;

/** The socket of a data folder, as seen from a working folder where that is shorter; null when it has too long a path for one. */
export function findSocketPath(dataFolder: string, workingFolder: string): string | null {
  const path = join(dataFolder, "muster.sock");
  return [path, relative(workingFolder, path)].find((one) => Buffer.byteLength(one) <= longestPath) ?? null;
}
