import { Conflict } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import type { Progress } from "../sync/context.ts";
import type { LiveRuns, LiveWatch } from "./live-runs.ts";

interface Live {
  progress: Progress | null;
  readonly abort: AbortController;
  readonly listeners: Set<Parameters<LiveRuns["watch"]>[1]>;
}

/** An empty board of runs at work. */
export function createLiveRuns(): LiveRuns {
  const runs = new Map<number, Live>();
  const working = new Map<Promise<void>, AbortController>();
  const closing = new AbortController();

  async function begin(work: (watch: LiveWatch) => Promise<Run>): Promise<number> {
    if (closing.signal.aborted) throw new Conflict("Muster is stopping: nothing new is started. Try again once it runs.");
    const live: Live = { progress: null, abort: new AbortController(), listeners: new Set() };
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    let number: number | null = null;
    const watch: LiveWatch = {
      signal: live.abort.signal,
      onStarted: (runId) => {
        number = runId;
        runs.set(runId, live);
        resolve(runId);
      },
      onProgress: (progress) => {
        live.progress = progress;
        for (const listener of live.listeners) listener.onProgress(progress);
      },
    };
    const finished = work(watch)
      // After it was recorded, a failure stands in the run itself.
      .then((run) => resolve(run.id), reject)
      .finally(() => {
        working.delete(finished);
        if (number !== null) runs.delete(number);
        for (const listener of live.listeners) listener.onEnd();
      });
    working.set(finished, live.abort);
    return await promise;
  }

  return {
    start: begin,
    findProgress: (runId) => runs.get(runId)?.progress ?? null,
    isLive: (runId) => runs.has(runId),
    watch: (runId, listener) => {
      const live = runs.get(runId);
      if (live === undefined) {
        listener.onEnd();
        return () => undefined;
      }
      live.listeners.add(listener);
      if (live.progress !== null) listener.onProgress(live.progress);
      return () => void live.listeners.delete(listener);
    },
    cancel: (runId) => {
      const live = runs.get(runId);
      live?.abort.abort();
      return live !== undefined;
    },
    closing: closing.signal,
    close: async () => {
      closing.abort();
      // Also what waits for its turn, and has no number yet.
      for (const abort of working.values()) abort.abort();
      await Promise.allSettled([...working.keys()]);
    },
  };
}
