import { planNumber, type Run } from "../model/run.ts";
import { explainRunState } from "./explain-run.ts";

/** Whether something may be done with a run now, and why not. */
export interface Possible {
  readonly isPossible: boolean;
  readonly because: string | null;
}

export interface RunActions {
  readonly apply: Possible;
  readonly approve: Possible;
  readonly reject: Possible;
  readonly undo: Possible;
  readonly cancel: Possible;
  readonly tick: Possible;
  readonly retry: Possible;
}

export interface ActionFacts {
  readonly run: Run;
  readonly connection: { readonly name: string; readonly isDisconnected: boolean };
  /** Why the plan should be made anew; null while it is fresh. */
  readonly staleBecause: string | null;
  /** Lines that are chosen. */
  readonly ticked: number;
  /** Lines that were written and not taken back since. */
  readonly standing: number;
  /** The run that took this one back last. */
  readonly undoneByRunId: number | null;
  /** The other plan of the connection that waits for approval. */
  readonly waiting: Run | null;
  /** Whether the run is at work in this process. */
  readonly isLive: boolean;
}

/** What may be done with a run now. Permissions stand apart. */
export function judgeRunActions(facts: ActionFacts): RunActions {
  const applicable = whyNotApplicable(facts);
  const { state } = facts.run;
  return {
    apply: possible(state === "planned" ? applicable : whyNotIn(facts.run)),
    approve: possible(state === "waiting" ? applicable : "Only a plan that is over a limit waits for approval."),
    reject: possible(isOpen(facts.run) ? null : whyNotIn(facts.run)),
    undo: possible(whyNotUndone(facts)),
    cancel: possible(whyNotCancelled(facts)),
    tick: possible(isOpen(facts.run) ? null : whyNotIn(facts.run)),
    retry: possible(whyNotRetried(facts)),
  };
}

function possible(because: string | null): Possible {
  return { isPossible: because === null, because };
}

function isOpen({ state }: Run): boolean {
  return state === "planned" || state === "waiting";
}

function whyNotIn(run: Run): string {
  if (run.kind === "whatIf") return "This is a look at what settings would do. Publish them and import, to get a plan that can be applied.";
  if (run.state === "waiting") return `Plan ${planNumber(run)} is over a limit: it is approved or rejected.`;
  return `Run ${run.id} is ${explainRunState(run.state)}.`;
}

function whyNotApplicable({ run, connection, staleBecause, ticked, waiting }: ActionFacts): string | null {
  if (run.kind !== "undo") {
    if (connection.isDisconnected) return `${connection.name} was disconnected: its plans are not applied any more.`;
    if (waiting !== null)
      return `Plan ${planNumber(waiting)} waits for approval, and comes first. Until it is answered, nothing else is written.`;
  }
  if (staleBecause !== null) return staleBecause;
  return ticked === 0 ? "No row is selected." : null;
}

function whyNotUndone({ run, standing, undoneByRunId }: ActionFacts): string | null {
  if (run.state !== "applied") return "Only what was applied can be taken back.";
  if (standing > 0) return null;
  return undoneByRunId === null ? `Run ${run.id} wrote nothing.` : `Run ${run.id} was taken back already, by run ${undoneByRunId}.`;
}

function whyNotCancelled({ run, isLive }: ActionFacts): string | null {
  if (run.state === "applying") return "It is being applied: let it finish, and take it back then.";
  if (run.state !== "reading" && run.state !== "planning") return `Run ${run.id} is ${explainRunState(run.state)}.`;
  return isLive ? null : `Run ${run.id} is at work in another process, or was broken off: it can't be stopped from here.`;
}

function whyNotRetried({ run }: ActionFacts): string | null {
  if (run.kind === "undo" || run.kind === "whatIf") return "Only imports are tried again.";
  if (run.state === "failed" || run.state === "stopped" || run.state === "superseded" || run.state === "rejected") return null;
  if (run.state !== "applied") return `Run ${run.id} is ${explainRunState(run.state)}.`;
  const open = (run.result?.failed ?? 0) + (run.result?.changedSince ?? 0);
  return open > 0 ? null : "Nothing failed, and nothing was left out.";
}
