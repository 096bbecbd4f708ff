import { explainChange } from "../core/explain-change.ts";
import type { Names } from "../core/explain-names.ts";
import type { StoredLine } from "../sync/save-changes.ts";
import { type Column, drawTable } from "./draw-table.ts";

const columns: readonly Column[] = [
  { title: "Person", width: 26 },
  { title: "What", width: 12 },
  { title: "Before", width: 26 },
  { title: "After", width: 40 },
  { title: "Goes to", width: 18 },
  { title: "Because", width: 40 },
];

/** Lines of a plan as a table: person, what, before → after, where to, and why. */
export function drawLines(lines: readonly StoredLine[], names: Names): readonly string[] {
  return drawTable(
    columns,
    lines.map(({ change }) => {
      const { what, before, after, goesTo, because } = explainChange(change, names);
      return [nameOf(change), what, before, after, goesTo, because];
    }),
  );
}

/** A person as lists name them. */
export function nameOf(change: StoredLine["change"]): string {
  const name = [change.name, change.email, change.externalId ?? ""].find((text) => text !== "") ?? "(a record without a name)";
  return change.entity === "agent" ? `${name} (agent)` : name;
}

/** The same line for programs: the stored change, and its words. */
export function toLineAnswer({ seq, state, says, isTicked, change }: StoredLine, names: Names): unknown {
  return { seq, state, says, isTicked, ...explainChange(change, names), change };
}
