/** The tabs of a person. Those that have nothing to show yet do not exist. */
export const personTabs = ["now", "why", "groups", "roles", "devices", "tickets", "history"] as const;
export type PersonTab = (typeof personTabs)[number];

export interface PersonSearch {
  readonly tab?: PersonTab;
}

/** The address says which tab is open, so that a link shows what its sender saw. */
export function readPersonSearch(search: Record<string, unknown>): PersonSearch {
  const tab = personTabs.find((known) => known === search.tab);
  return tab === undefined || tab === "now" ? {} : { tab };
}
