/** A column: its title, and how wide it may grow. */
export interface Column {
  readonly title: string;
  readonly width: number;
}

const gap = "  ";

/** Draws rows under titles, each column as wide as its longest text needs; what is too long ends in "…". */
export function drawTable(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = rows.map((row) => columns.map(({ width }, index) => shorten(row[index] ?? "", width)));
  const widths = columns.map(({ title }, index) => Math.max(title.length, ...cells.map((row) => lengthOf(row[index] ?? ""))));
  const lines = [columns.map(({ title }) => title), ...cells];
  return lines.map((row) =>
    row
      .map((cell, index) => cell + " ".repeat(Math.max(0, (widths[index] ?? 0) - lengthOf(cell))))
      .join(gap)
      .trimEnd(),
  );
}

/** Cuts a text to a width; control characters, which could move the cursor, become spaces. */
export function shorten(text: string, width: number): string {
  const plain = text.replaceAll(/\p{Cc}/gu, " ");
  return lengthOf(plain) <= width ? plain : `${[...plain].slice(0, Math.max(0, width - 1)).join("")}…`;
}

function lengthOf(text: string): number {
  return [...text].length;
}
