import type { ApplyCounts, PlanCounts } from "../model/run.ts";
import { explainCount } from "./explain-names.ts";

/** How the lines of a run came out: `859 applied, 0 failed, 2 wait for a decision.` */
export function explainResult({ applied, failed, changedSince, unticked }: ApplyCounts, counts: Pick<PlanCounts, "kinds"> | null): string {
  const toDecide = counts?.kinds.decide ?? 0;
  return `${[
    `${applied} applied`,
    `${failed} failed`,
    ...(changedSince > 0 ? [`${changedSince} left out because changed meanwhile`] : []),
    ...(unticked > 0 ? [`${unticked} not chosen`] : []),
    ...(toDecide > 0 ? [`${toDecide} ${toDecide === 1 ? "waits" : "wait"} for a decision`] : []),
  ].join(", ")}.`;
}

/** A run that found everything as it should be. */
export function explainNothingToDo(people: number, milliseconds: number): string {
  return `Nothing to do. ${people} read, 0 changes, 0 writes, ${(milliseconds / 1000).toFixed(1)} s.`;
}

/** Somebody who is left alone, and why: `Rui Costa was edited by hand at 14:33 UTC`. */
export interface SparedPerson {
  readonly says: string;
}

/** An undo before it is applied: `64 changes will be taken back. 1 is left alone: … Nothing is sent to Google.` */
export function explainUndoPlan({ changes, spared, directory }: { changes: number; spared: Spared; directory: string }): string {
  const back = changes === 0 ? "Nothing can be taken back." : `${explainCount(changes, "change", "changes")} will be taken back.`;
  return [back, ...explainSparedPeople(spared), `Nothing is sent to ${directory}.`].join(" ");
}

/** People who are left alone: how many, and the first of them. */
interface Spared {
  readonly count: number;
  readonly first: readonly SparedPerson[];
}

const sparedTold = 2;

function explainSparedPeople({ count, first }: Spared): readonly string[] {
  if (count === 0) return [];
  const told = first.slice(0, sparedTold).map(({ says }) => says);
  const more = count - told.length;
  const who = [...told, ...(more > 0 ? [`${more} more`] : [])].join("; ");
  return [`${count} ${count === 1 ? "is" : "are"} left alone: ${who}.`];
}

export interface UndoOutcome {
  readonly undoesRunId: number;
  readonly result: ApplyCounts;
  /** People whom the undo left alone when it was planned. */
  readonly spared: number;
  /** Whether the whole run was to be taken back, not only rows of it. */
  readonly isWhole: boolean;
}

/** An undo after it was applied: `As before run 15, except 1.` */
export function explainUndoResult({ undoesRunId, result, spared, isWhole }: UndoOutcome): string {
  const except = spared + result.failed + result.changedSince + result.unticked;
  if (isWhole) return `As before run ${undoesRunId}${except === 0 ? "" : `, except ${except}`}.`;
  const back = `${explainCount(result.applied, "change", "changes")} of run ${undoesRunId} taken back`;
  return `${back}${except === 0 ? "" : `, ${except} left alone`}.`;
}
