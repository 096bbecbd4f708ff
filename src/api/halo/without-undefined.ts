type Defined<T> = { [name in keyof T]?: Exclude<T[name], undefined> };

/** Only what was sent. */
export function withoutUndefined<T extends object>(values: T): Defined<T> {
  // What is left has no undefined values: that is what was filtered.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
