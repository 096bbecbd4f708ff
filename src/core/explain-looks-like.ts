import type { Standing } from "../model/person.ts";
import { explainGroup, explainList, type Names } from "./explain-names.ts";

/** What is known of one person whom a limit counts. */
export interface TrippedPerson {
  /** Path of the org unit; empty where the directory has no such thing, or the account is gone. */
  readonly orgUnit: string;
  readonly standing: Standing | null;
  /** The reading since which the account is missing; null for one that is there. */
  readonly missingSince: number | null;
  /** Groups that settings name, through others as well. */
  readonly groupIds: readonly string[];
  readonly mapping: { readonly id: number; readonly says: string } | null;
  /** Roles and boards that are lost, with where they came from: `agent role Technician (group "IT admins")`. */
  readonly losses: readonly string[];
}

export interface TrippedPeople {
  readonly people: readonly TrippedPerson[];
  /** Settings that were saved since the last import that was applied. */
  readonly newSettings: { readonly version: number; readonly by: string } | null;
}

/** A trait counts as shared from this part of the people on. */
const shareNeeded = 0.9;

/** Traits told in one sentence. */
const traitsTold = 3;

/** What the people whom a limit counts have in common, which often says what happened; null when that is nothing. */
export function explainLooksLike({ people, newSettings }: TrippedPeople, names: Names): string | null {
  const traits = people.length < 2 ? [] : listTraits(people, names).slice(0, traitsTold);
  const clauses = traits.map(({ n, says }, index) => {
    if (n < people.length) return `${n} of ${people.length} ${says}`;
    return index === 0
      ? `${people.length === 2 ? "both" : `all ${people.length}`} ${says}`
      : `${people.length === 2 ? "both" : "all"} ${says}`;
  });
  const shared = clauses.length === 0 ? [] : [`Looks like: ${joinClauses(clauses)}.`];
  const settings =
    newSettings === null ? [] : [`The settings changed since the last import: version ${newSettings.version}, by ${newSettings.by}.`];
  const sentences = [...shared, ...settings];
  return sentences.length === 0 ? null : sentences.join(" ");
}

interface Trait {
  readonly n: number;
  readonly says: string;
}

function listTraits(people: readonly TrippedPerson[], names: Names): readonly Trait[] {
  const orgUnit = findOrgUnit(people);
  const groups =
    orgUnit === null
      ? findShared(
          people,
          (person) => person.groupIds,
          (id) => `are in group ${explainGroup(id, names)}`,
        )
      : [];
  const place = orgUnit === null ? groups : [orgUnit];
  const mapping = (person: TrippedPerson) => (person.mapping === null ? [] : [person.mapping.says]);
  return [
    ...findShared(
      people,
      (person) => person.losses,
      (loss) => `lose ${loss}`,
    ),
    ...place,
    ...findShared(
      people,
      ({ standing }) => (standing === null || standing === "active" ? [] : [standing]),
      (standing) => `are ${standing} in ${names.directory}`,
    ),
    ...findShared(
      people,
      ({ missingSince }) => (missingSince === null ? [] : [missingSince]),
      (id) => `are missing from ${names.directory} since reading ${id}`,
    ),
    ...(place.length === 0 ? findShared(people, mapping, (says) => `are placed by ${says}`) : []),
  ];
}

/** The deepest org unit, the root apart, that nearly everybody is under; one that holds them all comes first. */
function findOrgUnit(people: readonly TrippedPerson[]): Trait | null {
  const counts = countValues(people, ({ orgUnit }) => listAncestors(orgUnit));
  const shared = [...counts].filter(([, n]) => isShared(n, people.length)).toSorted(([a, n], [b, m]) => m - n || b.length - a.length);
  const [first] = shared;
  return first === undefined ? null : { n: first[1], says: `are in org unit ${first[0]}` };
}

function listAncestors(path: string): readonly string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((_part, index) => `/${parts.slice(0, index + 1).join("/")}`);
}

/** The value that most people share, where nearly everybody does. */
function findShared<T>(
  people: readonly TrippedPerson[],
  valuesOf: (person: TrippedPerson) => readonly T[],
  say: (value: T) => string,
): readonly Trait[] {
  const [best] = [...countValues(people, valuesOf)].filter(([, n]) => isShared(n, people.length)).toSorted(([, n], [, m]) => m - n);
  return best === undefined ? [] : [{ n: best[1], says: say(best[0]) }];
}

function countValues<T>(people: readonly TrippedPerson[], valuesOf: (person: TrippedPerson) => readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const person of people) for (const value of new Set(valuesOf(person))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function isShared(n: number, of: number): boolean {
  return n > 1 && n >= of * shareNeeded;
}

/** `a, and b`: clauses are longer than the words of a list. */
function joinClauses(clauses: readonly string[]): string {
  return clauses.length < 2 ? explainList(clauses) : `${clauses.slice(0, -1).join(", ")}, and ${clauses.at(-1)}`;
}
