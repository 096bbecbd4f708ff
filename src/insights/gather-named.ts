/** Somebody behind a number: an account of the directory copy, a desk record, or both. */
export interface Named {
  readonly name: string;
  readonly email: string;
  readonly externalId: string | null;
  readonly recordId: number | null;
}

/** How many people stand behind a number are named. */
export const namedAtMost = 50;

/** The first people behind a number, by name. */
export function sortNamed(people: readonly Named[]): Named[] {
  return people.toSorted((a, b) => a.name.localeCompare(b.name) || (a.recordId ?? 0) - (b.recordId ?? 0)).slice(0, namedAtMost);
}
