/** Answers that are kept while they are among the last ones asked for. */
export interface Recent<T> {
  /** The kept answer, or a new one; those who ask at the same time share it. What fails is not kept. */
  get(key: string, make: () => Promise<T>): Promise<T>;
}

/** Keeps the last few answers in memory. */
export function keepRecent<T>(size: number): Recent<T> {
  const kept = new Map<string, Promise<T>>();
  return {
    get(key, make) {
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const made = make();
      kept.set(key, made);
      made.catch(() => {
        if (kept.get(key) === made) kept.delete(key);
      });
      const [oldest] = kept.keys();
      if (kept.size > size && oldest !== undefined) kept.delete(oldest);
      return made;
    },
  };
}
