import type { ConnectionSettings, Placements } from "../../../src/api/v1/shapes/settings.ts";

type Fault = Placements["faults"][number];

/** What is wrong with one rule, with places inside the rule: `.filter.of[0].value`; empty for the rule as a whole. */
export function faultsOfRule(faults: readonly Fault[], settings: ConnectionSettings, ruleId: number): readonly Fault[] {
  const index = settings.mappings.findIndex(({ id }) => id === ruleId);
  const place = `mappings[${index}]`;
  return faults
    .filter(({ at }) => at === place || at.startsWith(`${place}.`))
    .map((fault) => ({ ...fault, at: fault.at.slice(place.length) }));
}
