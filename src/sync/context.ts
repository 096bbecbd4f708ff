import type { Connection } from "../model/connection.ts";
import type { DirectorySource } from "../model/directory.ts";
import type { Database } from "../store/open-database.ts";

/** What runs depend on, named in one place. */
export interface SyncContext {
  readonly database: Database;
  readonly now: () => Date;
  /** Makes the source of a connection; its requests stop when the signal does. */
  readonly openSource: (connection: Connection, signal: AbortSignal) => Promise<DirectorySource>;
}

/** How far a run has come. `total` is null while nobody can know it. */
export interface Progress {
  readonly step: "reading" | "groups" | "lookingUp" | "planning" | "applying";
  readonly done: number;
  readonly total: number | null;
  /** While the directory is asked: pages of accounts so far, and requests made. */
  readonly pages?: number;
  readonly requests?: number;
}

export type OnProgress = (progress: Progress) => void;

/** Whoever started a run: hears how far it is, and may stop it. A run that is stopped while it applies goes on at the next start. */
export interface Watch {
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal;
}
