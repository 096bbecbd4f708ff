/** What a configuration file would change, one record at a time. Values are as the file writes them; secrets are never shown. */
export interface Difference {
  readonly kind: "add" | "change";
  /** What it is: `customer`, `site`, `agent role`, `connection`, `user`. */
  readonly what: string;
  readonly name: string;
  readonly details: readonly Detail[];
}

/** One value, before and after; null where there is none. */
export interface Detail {
  readonly at: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The details in which two records differ, in order of the second one. */
export function compareDetails(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly Detail[] {
  const changed = [...after]
    .filter(([at, value]) => before.get(at) !== value)
    .map(([at, value]) => ({ at, before: before.get(at) ?? null, after: value }));
  const gone = [...before].filter(([at]) => !after.has(at)).map(([at, value]) => ({ at, before: value, after: null }));
  return [...changed, ...gone];
}

/** Differences in words, a line each: `+` is added, `~` is changed. */
export function explainDifference(difference: Difference): readonly string[] {
  const head = `${difference.kind === "add" ? "+" : "~"} ${difference.what} "${difference.name}"`;
  return [head, ...difference.details.map((detail) => `    ${explainDetail(detail, difference.kind)}`)];
}

function explainDetail({ at, before, after }: Detail, kind: Difference["kind"]): string {
  if (kind === "add") return `${at}: ${after ?? "(none)"}`;
  return `${at}: ${before ?? "(none)"} → ${after ?? "(none)"}`;
}
