import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { explainRunSays } from "../../../core/explain-run.ts";
import type { RunState } from "../../../model/run.ts";
import type { Progress } from "../../../sync/context.ts";
import { getRun } from "../../../sync/run-store.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import { findCaller } from "../../find-caller.ts";
import type { RunEvents } from "../shapes/run.ts";
import type { V1Env } from "../v1-app.ts";
import type { Looking } from "./create-looking.ts";

/** Milliseconds between two looks at the database, for runs that another process works on. */
const pollEvery = 1_000;
/** Between two tellings of how far a run is. */
const progressEvery = 100;
/** Between two signs of life, so that nobody on the way gives the silence up. */
const beatEvery = 15_000;

const over: ReadonlySet<RunState> = new Set(["applied", "nothingToDo", "stopped", "failed", "rejected", "superseded", "shown"]);

export interface RunToWatch {
  readonly runId: number;
  readonly looking: Looking;
}

/**
 * Tells a browser what a run does, until the run is over, the browser goes away, its session ends, or the server stops. Nothing of this
 * reaches the run.
 * @throws NotFound
 */
export async function watchRun(c: Context<V1Env>, needs: ApiDependencies, { runId, looking }: RunToWatch): Promise<Response> {
  const { live } = needs;
  const { db } = needs.database;
  await getRun(db, runId);
  const agent = c.get("agent");
  return streamSSE(c, async (stream) => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const end = () => resolve();
    const tell = createTeller(stream);
    const progress = throttle((data: Progress) => tell({ event: "progress", data }));
    let told: { state: RunState; says: string } | null = null;
    let isFollowed = false;
    let stopFollowing = () => {};
    let isChecking = false;
    let isAskedAgain = false;

    const check = async () => {
      if (!(await mayLook(c, needs))) return end();
      const run = await getRun(db, runId);
      const data = { state: run.state, says: explainRunSays(run) };
      if (told?.state !== data.state || told.says !== data.says) tell({ event: "state", data });
      told = data;
      if (over.has(run.state)) {
        tell({ event: "end", data });
        end();
      } else if (!isFollowed && live.isLive(runId)) {
        isFollowed = true;
        stopFollowing = live.watch(runId, { onProgress: progress.tell, onEnd });
      }
    };
    const onEnd = () => {
      isFollowed = false;
      void checkSoon();
    };
    const checkSoon = async () => {
      isAskedAgain = isChecking;
      if (isChecking) return;
      isChecking = true;
      // A run that can't be found any more, or a database that is gone, ends the stream; the browser asks again.
      await check().catch(end);
      isChecking = false;
      if (isAskedAgain) await checkSoon();
    };

    const leave = looking.enter(runId, agent, (others) => tell({ event: "looking", data: { alsoLooking: [...others] } }));
    const poll = setInterval(() => void checkSoon(), pollEvery);
    const beat = setInterval(() => void stream.write(": still here\n\n").catch(() => end()), beatEvery);
    stream.onAbort(end);
    live.closing.addEventListener("abort", end, { once: true });
    if (live.closing.aborted) end();
    void checkSoon();
    await ended;
    clearInterval(poll);
    clearInterval(beat);
    progress.stop();
    stopFollowing();
    leave();
    live.closing.removeEventListener("abort", end);
    await tell.done();
  });
}

/** Somebody who signed out, or lost the right, while a stream is open is told nothing more. */
async function mayLook(c: Context<V1Env>, needs: ApiDependencies): Promise<boolean> {
  const caller = await findCaller(c, needs);
  return caller?.permissions.includes("directories:read") === true;
}

/** Writes events one after the other. */
function createTeller(stream: SSEStreamingApi) {
  let last = Promise.resolve();
  const tell = ({ event, data }: RunEvents) => {
    last = last.then(() => stream.writeSSE({ event, data: JSON.stringify(data) })).catch(() => undefined);
  };
  return Object.assign(tell, { done: () => last });
}

/** Tells the first at once and later ones at most every tenth of a second; the last one always arrives. */
function throttle<T>(tell: (value: T) => void) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting: { readonly value: T } | null = null;
  const flush = () => {
    timer = null;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(flush, progressEvery);
    tell(value);
  };
  return {
    tell: (value: T) => {
      waiting = { value };
      if (timer === null) flush();
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
