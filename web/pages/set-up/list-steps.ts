import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";

/** The steps of the guide, in their order. */
export const stepNames = ["connect", "check", "rules", "match", "preview", "schedule"] as const;
export type StepName = (typeof stepNames)[number];

export interface Step {
  readonly name: StepName;
  readonly label: string;
  readonly state: "done" | "current" | "next";
}

const labels: Readonly<Record<StepName, string>> = {
  connect: "Connect",
  check: "Check",
  rules: "Who goes where",
  match: "Match",
  preview: "Preview",
  schedule: "Schedule",
};

/** What the guide goes by. `asked` is the step that the address names; `isMatched` says that nobody waits to be recognised, or how is said. */
export interface Known {
  readonly missing: ConnectionView["missing"];
  readonly hasPlan: boolean;
  readonly isMatched: boolean;
  readonly asked: StepName | undefined;
}

/**
 * Where the guide stands: everything before the current step is done, so that somebody who left comes back to the right place. Going
 * back or ahead by the address never skips what is still missing.
 */
export function listSteps(known: Known): readonly Step[] {
  const current = findCurrent(known);
  return stepNames.map((name, index) => ({
    name,
    label: labels[name],
    state: index < current ? "done" : index === current ? "current" : "next",
  }));
}

function findCurrent({ missing, hasPlan, isMatched, asked }: Known): number {
  const isLacking = (...what: ConnectionView["missing"]) => what.some((one) => missing.includes(one));
  if (isLacking("credentials", "connect") || asked === "connect") return at("connect");
  const wanted = asked === undefined ? -1 : at(asked);
  // Checking and matching are things to look at: whoever has gone on has looked.
  if (isLacking("mappings")) return wanted > at("check") ? at("rules") : at("check");
  if (wanted >= at("check")) return isLacking("firstImport") ? Math.min(wanted, at("preview")) : wanted;
  if (!isLacking("firstImport")) return at("schedule");
  return hasPlan || isMatched ? at("preview") : at("match");
}

function at(name: StepName): number {
  return stepNames.indexOf(name);
}
