import type { TakeoverKind, TakeoverLine } from "../../model/takeover.ts";

/** A line that a take-over carried out, with the record as it is now. */
export interface DoneLine {
  readonly line: TakeoverLine;
  readonly appliedVersion: number | null;
  /** Null where the record is gone. */
  readonly version: number | null;
  /** What refers to the record, and would lose it. */
  readonly uses: readonly { readonly table: string; readonly owner: string | null }[];
}

/** In which order records are taken away: nothing before what refers to it. */
export const undoOrder = ["asset", "user", "agent", "site", "customer"] as const satisfies readonly TakeoverKind[];

/** Who refers to a record: `user 7`, as {@link planUndo} compares. */
export function ownerOf(kind: TakeoverKind, id: number): string {
  return `${kind} ${id}`;
}

/**
 * Plans taking a take-over back: records that it made go, values that it changed come back, ids of the other system are let go of.
 * Whatever was changed since, or is used by something that stays, is spared. `explain` says what uses a record.
 */
export function planUndo(done: readonly DoneLine[], explain: (tables: readonly string[]) => string): readonly TakeoverLine[] {
  const going = new Set<string>();
  const restored = new Set(done.filter(getsManagerBack).map(({ line }) => ownerOf(line.kind, line.recordId ?? 0)));
  // Managers may refer to each other in a circle: everybody untouched goes, but whom somebody needs who stays.
  for (const { line, appliedVersion, version } of done)
    if (line.kind === "user" && line.action === "create" && line.recordId !== null && version !== null && version === appliedVersion)
      going.add(ownerOf("user", line.recordId));
  const lines: TakeoverLine[] = [];
  for (const kind of undoOrder) {
    const ofKind = done.filter(({ line }) => line.kind === kind);
    settle(ofKind, going, restored);
    for (const one of ofKind.toReversed()) {
      const line = planLine(one, going, restored, explain);
      if (line.action === "remove" && line.recordId !== null) going.add(ownerOf(kind, line.recordId));
      lines.push(line);
    }
  }
  return lines;
}

function getsManagerBack({ line, version, appliedVersion }: DoneLine): boolean {
  return line.action === "update" && version === appliedVersion && line.changes.some((change) => change.field === "managerId");
}

/** A user who is spared keeps the manager, who then is spared too, and so on. */
function settle(ofKind: readonly DoneLine[], going: Set<string>, restored: ReadonlySet<string>): void {
  for (let before = -1; before !== going.size; ) {
    before = going.size;
    for (const one of ofKind)
      if (one.line.recordId !== null && isKept(one, going, restored)) going.delete(ownerOf(one.line.kind, one.line.recordId));
  }
}

function isKept(one: DoneLine, going: ReadonlySet<string>, restored: ReadonlySet<string>): boolean {
  return one.line.action !== "create" || one.version !== one.appliedVersion || needed(one, going, restored).length > 0;
}

/** Uses by what neither goes nor gets its former values back. */
function needed({ uses }: DoneLine, going: ReadonlySet<string>, restored: ReadonlySet<string>) {
  return uses.filter(({ owner, table }) => owner === null || !(going.has(owner) || (table === "managers" && restored.has(owner))));
}

function planLine(
  one: DoneLine,
  going: ReadonlySet<string>,
  restored: ReadonlySet<string>,
  explain: (tables: readonly string[]) => string,
): TakeoverLine {
  const { line, version, appliedVersion } = one;
  const base = { ...line, expectsVersion: version, says: null } as const;
  const spared = (says: string): TakeoverLine => ({ ...base, action: "spared", changes: [], keepsId: false, says });
  if (version === null) return spared("it was deleted since");
  if (version !== appliedVersion) return spared("it was changed since, and stays as it is");
  if (line.action === "update") {
    const changes = line.changes.map(({ field, before, after }) => ({ field, before: after, after: before }));
    return { ...base, action: "restore", changes };
  }
  const uses = needed(one, going, restored);
  if (uses.length > 0) return spared(`it is used since by ${explain(uses.map((use) => use.table))}`);
  return { ...base, action: "remove", changes: [] };
}
