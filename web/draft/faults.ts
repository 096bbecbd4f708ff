import type { Draft } from "./use-draft.ts";

/** What is wrong at a place of the settings and below it, a sentence each: `mappings[2]` has also what is wrong at `mappings[2].filter`. */
export function faultsAt(faults: Draft["faults"], place: string): readonly string[] {
  return faults.filter(({ at }) => at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`)).map(({ says }) => says);
}
