import type { OnProgress, Progress } from "../sync/context.ts";
import type { Output } from "./app.ts";

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

/** Shows how far a run has come. */
export function showProgress(output: Output): OnProgress {
  return ({ step, done, total }) => output.progress({ label: labels[step], done, total });
}

/** What is counted under a label, with a space before it. */
export function unitOf(label: string): string {
  return units[label] ?? "";
}
