export interface OrgUnitCount {
  readonly path: string;
  /** Accounts in the unit itself. */
  readonly exactly: number;
  /** Accounts in it and in everything below it. */
  readonly below: number;
}

/** Org units as a tree in order: those that hold accounts and those above them, each before those below it. */
export function gatherOrgUnits(counts: ReadonlyMap<string, number>): readonly OrgUnitCount[] {
  const below = new Map<string, number>();
  for (const [path, n] of counts) for (const unit of listUnitsAbove(path)) below.set(unit, (below.get(unit) ?? 0) + n);
  return [...below]
    .map(([path, n]) => ({ path, exactly: counts.get(path) ?? 0, below: n }))
    .sort((a, b) => compareSteps(stepsOf(a.path), stepsOf(b.path)));
}

function stepsOf(path: string): readonly string[] {
  return path.split("/").filter((step) => step !== "");
}

/** A unit and every unit that it stands in, from the root down. */
function listUnitsAbove(path: string): readonly string[] {
  const steps = stepsOf(path);
  return ["/", ...steps.map((_step, index) => `/${steps.slice(0, index + 1).join("/")}`)];
}

function compareSteps(a: readonly string[], b: readonly string[]): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (step !== other) return step.localeCompare(other) || (step < other ? -1 : 1);
  }
  return a.length - b.length;
}
