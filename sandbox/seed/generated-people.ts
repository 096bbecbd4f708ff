import { blankPerson, type Person } from "../google/state/directory.ts";
import { familyNames, givenNames, plainLetters } from "./names.ts";
import { mix, pick } from "./random.ts";

/** The size and the seed of a generated organisation. */
export interface GeneratedSize {
  readonly people: number;
  readonly groups: number;
  readonly seed: number;
  readonly domain: string;
}

/** The org units of every generated organisation. */
export const generatedOrgUnits: readonly string[] = ["Engineering", "Sales", "Support", "Finance", "People"].flatMap((name) => [
  `/${name}`,
  `/${name}/Leeds`,
  `/${name}/Porto`,
  `/${name}/Remote`,
]);

/** The person at a place in a generated organisation: always the same, computed when asked for. Addresses sort by index. */
export function generatedPerson(size: GeneratedSize, index: number): Person {
  const hash = mix(size.seed, index);
  const given = hash % givenNames.length;
  const family = (hash >>> 8) % familyNames.length;
  const number = String(index).padStart(7, "0");
  const department = pick(departments, hash >>> 4);
  const isSuspended = index !== 0 && hash % 100 === 0;
  return {
    id: idOf(size, index),
    email: `p${number}.${addressParts[family] ?? ""}@${size.domain}`,
    givenName: givenNames[given] ?? "",
    familyName: familyNames[family] ?? "",
    aliases: hash % 8 === 3 ? [`alias.${number}@${size.domain}`] : blankPerson.aliases,
    workPhone: hash % 5 === 0 ? "" : `+44 113 496 0${number.slice(-3)}`,
    mobile: hash % 3 === 0 ? `+44 7700 900${number.slice(-3)}` : "",
    title: pick(titles, hash >>> 12),
    department,
    employeeNumber: `E${number}`,
    manager: index % 12 === 0 ? "" : managerAddress(size, index),
    costCentre: `CC-${100 + (hash % 40)}`,
    orgUnitPath: pick(generatedOrgUnits, hash >>> 16),
    suspended: isSuspended,
    archived: index !== 0 && hash % 100 === 1,
    isAdmin: index === 0,
    isDelegatedAdmin: false,
    guestEmail: "",
    createdAt: `20${15 + (hash % 10)}-0${1 + (hash % 9)}-1${hash % 10}T08:00:00.000Z`,
    lastLoginAt: hash % 10 === 4 ? blankPerson.lastLoginAt : `2026-1${hash % 2}-0${1 + (hash % 9)}T07:45:00.000Z`,
    deletedAt: "",
    isBroken: false,
    revision: 1,
  };
}

/** The place of the person with an id, a primary address or an alias; undefined when nobody at any place has it. */
export function generatedIndex(size: GeneratedSize, key: string): number | undefined {
  const digits = key.startsWith(idPrefix(size)) ? key.slice(idPrefix(size).length) : /^(?:p|alias\.)(\d{7})\b/.exec(key)?.[1];
  if (digits === undefined || !/^\d+$/.test(digits)) return undefined;
  const index = Number(digits);
  if (index >= size.people) return undefined;
  const person = generatedPerson(size, index);
  return person.id === key || person.email === key || person.aliases.includes(key) ? index : undefined;
}

const departments = ["Platform", "Field", "Service desk", "Accounts", "Design", "Research", "Logistics", "Legal"];
const titles = [
  "Engineer",
  "Senior engineer",
  "Analyst",
  "Coordinator",
  "Account manager",
  "Designer",
  "Accountant",
  "Technician",
  "Director",
];
const addressParts = familyNames.map(plainLetters);

// Everybody's manager is the first of their dozen.
function managerAddress(size: GeneratedSize, index: number): string {
  const first = index - (index % 12);
  const family = (mix(size.seed, first) >>> 8) % familyNames.length;
  return `p${String(first).padStart(7, "0")}.${addressParts[family] ?? ""}@${size.domain}`;
}

function idOf(size: GeneratedSize, index: number): string {
  return idPrefix(size) + String(index).padStart(12, "0");
}

function idPrefix(size: GeneratedSize): string {
  return `117${String(size.seed % 1_000_000).padStart(6, "0")}`;
}
