import type { Run } from "../model/run.ts";
import type { Progress, Watch } from "../sync/context.ts";

/** What work in the background is given: who hears of it, and who may stop it. */
export interface LiveWatch extends Required<Watch> {
  /** To be called as soon as the run is recorded. */
  readonly onStarted: (runId: number) => void;
}

/** Runs at work in this process. They go on when the browser that started them goes away. */
export interface LiveRuns {
  /**
   * Starts work in the background. Resolves with the run's number as soon as it is recorded; rejects with what the work threw before
   * that (another run at work, a connection that is not connected), or Conflict while the server stops.
   */
  start(work: (watch: LiveWatch) => Promise<Run>): Promise<number>;
  /** How far a run is; null when it is not at work here. */
  findProgress(runId: number): Progress | null;
  isLive(runId: number): boolean;
  /** Tells of every step of a run until it ends or `stop` is called; returns `stop`. */
  watch(runId: number, listener: { readonly onProgress: (progress: Progress) => void; readonly onEnd: () => void }): () => void;
  /** Asks a run to stop; false when it is not at work here. */
  cancel(runId: number): boolean;
  /** Fires when the server stops: whoever watches should let go. */
  readonly closing: AbortSignal;
  /** Stops everything that may be stopped and waits for it. */
  close(): Promise<void>;
}
