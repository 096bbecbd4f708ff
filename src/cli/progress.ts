import type { OnProgress, Progress } from "../sync/context.ts";
import type { Output, ProgressLine } from "./app.ts";

const labels: Readonly<Record<Progress["step"], string>> = {
  reading: "reading",
  groups: "reading groups",
  lookingUp: "looking up",
  planning: "comparing",
  applying: "applying",
};

const units: Readonly<Record<string, string>> = {
  reading: " accounts",
  "reading groups": " groups",
  "looking up": " missing people",
  comparing: " accounts",
  applying: " changes",
};

const doneWords: Readonly<Record<string, string>> = {
  reading: "read",
  "reading groups": "read",
  "looking up": "looked up",
  comparing: "compared",
  applying: "went through",
};

/** Shows how far a run has come. */
export function showProgress(output: Output): OnProgress {
  return ({ step, done, total }) => output.progress({ label: labels[step], done, total });
}

/** A step that is over: `compared 903 accounts`. */
export function drawDone({ label, done }: ProgressLine): string {
  const unit = unitOf(label);
  return `${doneWords[label] ?? label} ${done}${done === 1 ? unit.replace("people", "person").replace(/s$/, "") : unit}`;
}

/** What is counted under a label, with a space before it. */
export function unitOf(label: string): string {
  return units[label] ?? "";
}
