/** Rows that belong below one of a list, because that one stands for all of them. */
export interface Unfolded<T> {
  /** The place in the folded list of the row that stands for them. */
  readonly index: number;
  readonly rows: readonly T[];
}

/** The row at a place of a list in which some rows are unfolded, and whether it is one of those that came out. */
export function rowAt<T>(
  place: number,
  unfolded: readonly Unfolded<T>[],
  getRow: (index: number) => T | undefined,
): { readonly row: T | undefined; readonly index: number; readonly isInner: boolean } {
  let before = 0;
  for (const { index, rows } of unfolded) {
    if (place <= index + before) break;
    const inner = place - (index + before) - 1;
    if (inner < rows.length) return { row: rows[inner], index, isInner: true };
    before += rows.length;
  }
  return { row: getRow(place - before), index: place - before, isInner: false };
}

/** How many places there are more than in the folded list. */
export function countUnfolded(unfolded: readonly Unfolded<unknown>[]): number {
  return unfolded.reduce((sum, { rows }) => sum + rows.length, 0);
}
