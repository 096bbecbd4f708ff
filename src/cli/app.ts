import type { Vault } from "../connections/vault.ts";
import type { Database } from "../store/open-database.ts";
import type { SyncContext } from "../sync/context.ts";

/** Everything that commands and the server depend on, built once in `create-app.ts`. */
export interface App {
  readonly database: Database;
  readonly vault: Vault;
  readonly context: SyncContext;
  /** Where data live that are not in the database: key, socket, embedded database. */
  readonly dataFolder: string;
  /** Where browsers reach this Muster, without a slash at the end. */
  readonly publicUrl: string;
  readonly close: () => Promise<void>;
}

/** Where a command was typed: its folder and environment, also when another process carries it out. */
export interface Caller {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Who it is, for the record: the name of the operating system's user. */
  readonly name: string;
}

/** What a command is given. */
export interface Invocation {
  readonly app: App;
  /** Words after the command's name. */
  readonly words: readonly string[];
  readonly output: Output;
  readonly caller: Caller;
  /** Fires when whoever typed the command goes away or presses Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Where a command speaks. People read lines; programs, with `--json`, one JSON value. */
export interface Output {
  readonly isJson: boolean;
  /** A line for people; nothing with `--json`. */
  readonly line: (text?: string) => void;
  /** The result for programs; nothing without `--json`. */
  readonly result: (value: unknown) => void;
  /** How far long work has come; null ends it. */
  readonly progress: (state: ProgressLine | null) => void;
}

export interface ProgressLine {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
}

/** One command of `muster`. Its answer is the exit code. */
export interface Command {
  /** As typed: `import`, `config plan`. */
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}

/** 0 done, 1 our fault, 2 bad input, 3 refused by the directory, 4 waits for approval. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;
