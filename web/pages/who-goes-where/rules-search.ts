export interface RulesSearch {
  /** The rule that is open: its id; a negative one was never published. */
  readonly rule?: number;
}

export function readRulesSearch(search: Record<string, unknown>): RulesSearch {
  const rule = Number(search.rule);
  return search.rule !== undefined && Number.isSafeInteger(rule) ? { rule } : {};
}
