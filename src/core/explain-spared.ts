import type { Change } from "../model/change.ts";
import type { Run } from "../model/run.ts";
import { explainLeftOut } from "./explain-because.ts";
import { explainTime } from "./explain-names.ts";

/** Who touched a desk record after a plan was made: a person, a configuration file, or another run. */
export type Hand =
  | { readonly kind: "hand"; readonly by: string; readonly at: Date }
  | { readonly kind: "file"; readonly by: string; readonly at: Date }
  | { readonly kind: "run"; readonly runId: number; readonly title: string; readonly at: Date };

/** The hour and minute alone where it is the same day as another moment: `14:33 UTC`. */
export function explainClock(at: Date, day: Date): string {
  const isSameDay = at.toISOString().slice(0, 10) === day.toISOString().slice(0, 10);
  return isSameDay ? `${at.toISOString().slice(11, 16)} UTC` : explainTime(at);
}

/** Who changed a record, as the end of a sentence: `by Owen at 14:31 UTC`. */
export function explainHand(hand: Hand, day: Date): string {
  if (hand.kind === "run") return `by run ${hand.runId} (${hand.title})`;
  return `${hand.kind === "file" ? "by the configuration file, " : "by "}${hand.by} at ${explainClock(hand.at, day)}`;
}

/** A line that is left alone, with whoever touched its record. */
export interface SparedLine {
  readonly change: Pick<Change, "name" | "email" | "externalId" | "because">;
  /** How the line came out. */
  readonly state: string;
  readonly says: string | null;
  readonly hand: Hand | null;
}

/** Why a line of a run is left alone, as a clause that names the person. */
export function explainSpared(
  line: SparedLine,
  { run, directory }: { run: Pick<Run, "undoesRunId" | "startedAt">; directory: string },
): string {
  const { change, state, says, hand } = line;
  const name = nameOf(change);
  const left = change.because.find((because) => because.kind === "leftOut");
  if (left !== undefined && left.reason !== "changedSince") return `${name}: ${explainLeftOut(left.reason, left.detail, { directory })}`;
  if (state === "failed" || (hand === null && says !== null)) return `${name}: ${(says ?? "failed").replace(/\.$/, "")}`;
  if (run.undoesRunId !== null) return explainNotTakenBack(name, hand, run.startedAt);
  const changed = `${name} was changed ${hand === null ? "" : `${explainHand(hand, run.startedAt)} `}after this plan was made`;
  return `${changed}; the row is left out and will be planned again`;
}

/** Somebody whom an undo leaves alone: `Rui Costa was edited by hand at 14:33 UTC (Owen)`. */
function explainNotTakenBack(name: string, hand: Hand | null, day: Date): string {
  if (hand === null) return `${name} was changed since`;
  if (hand.kind === "hand") return `${name} was edited by hand at ${explainClock(hand.at, day)} (${hand.by})`;
  return `${name} was changed ${explainHand(hand, day)}`;
}

function nameOf({ name, email, externalId }: SparedLine["change"]): string {
  return [name, email, externalId ?? ""].find((text) => text !== "") ?? "A record without a name";
}
