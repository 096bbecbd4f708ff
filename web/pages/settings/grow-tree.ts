export interface Branch<T> {
  readonly record: T;
  readonly below: readonly Branch<T>[];
}

interface Leaf {
  readonly id: number;
  readonly parentId?: unknown;
}

/** Puts records below their parents, in the order in which they come. Those whose parent is not among them stand at the root. */
export function growTree<T extends Leaf>(records: readonly T[]): readonly Branch<T>[] {
  const ids = new Set(records.map(({ id }) => id));
  const byParent = Map.groupBy(records, ({ parentId }) => (typeof parentId === "number" && ids.has(parentId) ? parentId : null));
  const grow = (parentId: number | null): readonly Branch<T>[] =>
    (byParent.get(parentId) ?? []).map((record) => ({ record, below: grow(record.id) }));
  return grow(null);
}
