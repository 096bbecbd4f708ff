import type { Connection } from "../model/connection.ts";
import type { Run, RunState } from "../model/run.ts";
import { explainTime } from "./explain-names.ts";

const stateWords: Readonly<Record<RunState, string>> = {
  reading: "reading",
  planning: "comparing",
  planned: "ready to apply",
  waiting: "waits for you",
  applying: "applying",
  applied: "applied",
  nothingToDo: "nothing to do",
  stopped: "stopped",
  failed: "failed",
  rejected: "rejected",
  superseded: "out of date",
  shown: "for looking at only",
};

/** Where a run stands, as people say it. */
export function explainRunState(state: RunState): string {
  return stateWords[state];
}

/** A run in one sentence: what it says itself, or where it stands. */
export function explainRunSays({ says, state, kind, startedBy }: Pick<Run, "says" | "state" | "kind" | "startedBy">): string {
  if (says !== null) return says;
  if (state === "reading") return "Reading the directory.";
  if (state === "planning") return "Comparing with the desk.";
  if (state === "applying") return "Applying.";
  if (state === "planned")
    return kind === "undo" ? "Ready to be taken back." : "Nothing has been written yet. What you apply is this list, exactly.";
  return `Started by ${startedBy}: ${explainRunState(state)}.`;
}

const clock = "00:00 UTC";

/** When a run began, and when it came to its end; between the two somebody may have thought about it for hours. */
export function explainRunTimes({ state, startedAt, finishedAt }: Pick<Run, "state" | "startedAt" | "finishedAt">): string {
  const started = explainTime(startedAt);
  if (state === "planned" || state === "waiting" || state === "superseded") return `planned ${started}`;
  if (finishedAt === null) return `started ${started}, not finished`;
  const finished = explainTime(finishedAt);
  if (state === "applied" || state === "rejected") {
    if (started === finished) return `planned and ${state} ${started}`;
    const day = finished.slice(0, -clock.length);
    return `planned ${started}, ${state} ${started.startsWith(day) ? finished.slice(-clock.length) : finished}`;
  }
  return `${started}, ${((finishedAt.getTime() - startedAt.getTime()) / 1000).toFixed(1)} s`;
}

/** What a run was: `scheduled`, `import, users`, `undo of run 12`. */
export function explainRunKind(run: Pick<Run, "kind" | "entities" | "undoesRunId">): string {
  if (run.kind === "undo") return `undo of run ${run.undoesRunId ?? "?"}`;
  const kind = { manual: "import", scheduled: "scheduled", replan: "import from copy", whatIf: "what if" }[run.kind];
  return run.entities.length === 2 ? kind : `${kind}, ${explainEntities(run.entities)}`;
}

/** The same where it stands alone: `scheduled import, users`. */
export function explainRunTitle(run: Pick<Run, "kind" | "entities" | "undoesRunId">): string {
  const kind = explainRunKind(run);
  return run.kind === "scheduled" ? kind.replace("scheduled", "scheduled import") : kind;
}

/** Who an import is about: `users and agents`. */
export function explainEntities(entities: Run["entities"]): string {
  return entities.map((entity) => `${entity}s`).join(" and ");
}

/** Where a connection stands, with the reason where it is paused. */
export function explainConnectionState({ state, pausedBecause }: Pick<Connection, "state" | "pausedBecause">): string {
  if (state === "paused") return `paused: ${pausedBecause ?? "its sign-in was refused"}`;
  return { new: "not connected yet", connected: "connected", disconnected: "disconnected" }[state];
}
