import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ProgressView } from "../../src/api/v1/shapes/common.ts";
import type { RunView } from "../../src/api/v1/shapes/run.ts";

const workingStates: ReadonlySet<string> = new Set(["reading", "planning", "applying"]);
const endedStates: ReadonlySet<string> = new Set(["applied", "nothingToDo", "stopped", "failed", "rejected", "superseded", "shown"]);

/** Whether a run is at work: something is to be seen that moves. */
export function isAtWork(state: string): boolean {
  return workingStates.has(state);
}

/** Whether a run has come to its end and nothing more will happen to it by itself. */
export function isOver(state: string): boolean {
  return endedStates.has(state);
}

/** Milliseconds until a stream that was refused is asked for again. */
const retryAfter = 3_000;

/**
 * Follows a run over server-sent events, from whatever browser it was started. The run's queries are made anew whenever its state
 * changes; at its end so is everything that may show what it did. A stream that breaks off is taken up again by itself.
 * @param state the state as last read, where it is known: a run that is over is not followed
 */
export function useRunProgress(runId: number | null, state?: string): { readonly progress: ProgressView | null; readonly isLive: boolean } {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<ProgressView | null>(null);
  const [isLive, setLive] = useState(false);
  // A stream that ended with a preview is opened again once that preview is applied.
  const phase = state === undefined ? "unknown" : isOver(state) ? "over" : isAtWork(state) ? "working" : "open";
  useEffect(() => {
    if (runId === null || phase === "over") return;
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const forget = () => {
      setLive(false);
      setProgress(null);
    };
    const open = () => {
      source = new EventSource(`/v1/runs/${runId}/events`);
      source.addEventListener("progress", (event) => {
        setLive(true);
        setProgress(parse<ProgressView>(event));
      });
      source.addEventListener("state", () => void queries.invalidateQueries({ queryKey: ["runs", runId] }));
      source.addEventListener("looking", (event) => {
        const { alsoLooking } = parse<{ alsoLooking: string[] }>(event);
        queries.setQueryData<RunView>(["runs", runId], (run) => (run === undefined ? run : { ...run, alsoLooking }));
      });
      source.addEventListener("end", () => {
        source?.close();
        forget();
        void queries.invalidateQueries();
      });
      source.addEventListener("error", () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        // The browser gives up on an answer that is no stream; a server that starts again gives one a little later.
        timer = setTimeout(open, retryAfter);
      });
    };
    open();
    return () => {
      source?.close();
      if (timer !== null) clearTimeout(timer);
      forget();
    };
  }, [runId, phase, queries]);
  return { progress, isLive };
}

/** Our own server wrote it, by the schema of `RunEvents`. */
function parse<T>(event: MessageEvent): T {
  return JSON.parse(String(event.data)) as T; // The schema is the server's; both sides are built together.
}
