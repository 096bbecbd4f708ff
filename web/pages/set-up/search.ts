import { type StepName, stepNames } from "./list-steps.ts";

export interface SetUpSearch {
  readonly step?: StepName;
}

/** The step that an address of the guide names. */
export function readSetUpSearch(search: Record<string, unknown>): SetUpSearch {
  const step = stepNames.find((name) => name === search.step);
  return step === undefined ? {} : { step };
}
