import { type Directory, isUnder, type Person } from "../state/directory.ts";
import { twin } from "../wire/people.ts";
import { invalid } from "./api-error.ts";

/**
 * Reads the `query` parameter of users.list: clauses joined by spaces, all of which must hold.
 * Source: https://developers.google.com/workspace/admin/directory/v1/guides/search-users
 */
export function parseUserQuery(query: string, directory: Directory): (person: Person) => boolean {
  const tests = splitClauses(query).map((clause) => testOf(clause, directory));
  return (person) => tests.every((test) => test(person));
}

/** One `field operator value` of a query; a bare word has no field. */
export interface Clause {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

/** Splits a query into clauses, minding quoted values; refuses what cannot be read. */
export function splitClauses(query: string): readonly Clause[] {
  const clauses: Clause[] = [];
  const pattern = /\s*(?:([A-Za-z][\w.]*)\s*(>=|<=|=|:|>|<)\s*)?('(?:\\.|[^'\\])*'|\[[^\]]*\]|[^\s'"()=:<>]+)(?=\s|$)/y;
  const text = query.trim();
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (found === null) throw invalid("Invalid Input: query");
    const [, field = "", operator = "", raw = ""] = found;
    const value = raw.startsWith("'") ? raw.slice(1, -1).replace(/\\(.)/g, "$1") : raw;
    clauses.push({ field, operator, value });
  }
  return clauses;
}

/** Whether a text satisfies `=`, `:` (whole words in order) or `:PREFIX*`. Case does not count. */
export function matchesText(actual: string, operator: string, wanted: string): boolean {
  const have = actual.toLowerCase();
  const want = wanted.toLowerCase();
  if (operator === "=") return have === want;
  if (want.endsWith("*")) return have.startsWith(want.slice(0, -1)) || have.includes(` ${want.slice(0, -1)}`);
  return ` ${words(have)} `.includes(` ${words(want)} `);
}

type Test = (person: Person) => boolean;

const textFields: Readonly<Record<string, (person: Person) => readonly string[]>> = {
  name: (person) => [`${person.givenName} ${person.familyName}`],
  givenName: (person) => [person.givenName],
  familyName: (person) => [person.familyName],
  email: (person) => [person.email, ...person.aliases, twin(person.email)],
  externalId: (person) => [person.employeeNumber],
  phone: (person) => [person.workPhone, person.mobile],
  orgTitle: (person) => [person.title],
  orgDepartment: (person) => [person.department],
  orgCostCenter: (person) => [person.costCentre],
  orgName: () => [],
  orgDescription: () => [],
  im: () => [],
  address: () => [],
  "HR.costCentre": (person) => [person.costCentre],
};

const booleanFields: Readonly<Record<string, (person: Person) => boolean>> = {
  isAdmin: (person) => person.isAdmin,
  isDelegatedAdmin: (person) => person.isDelegatedAdmin,
  isSuspended: (person) => person.suspended,
  isArchived: (person) => person.archived,
  isEnrolledIn2Sv: (person) => person.isAdmin,
  isEnforcedIn2Sv: () => false,
  isGuest: (person) => person.guestEmail !== "",
};

function testOf(clause: Clause, directory: Directory): Test {
  const { field, operator, value } = clause;
  if (field === "") return (person) => [person.givenName, person.familyName, person.email].some((text) => matchesText(text, ":", value));
  const isTrue = booleanFields[field];
  if (isTrue !== undefined) {
    if (operator !== "=" || !/^(true|false)$/i.test(value)) throw invalid("Invalid Input: query");
    return (person) => isTrue(person) === (value.toLowerCase() === "true");
  }
  if (field === "orgUnitPath") {
    if (operator !== "=") throw invalid("Invalid Input: query");
    return (person) => value === "/" || isUnder(person.orgUnitPath, value);
  }
  if (/^(manager|directManager)(Id)?$/.test(field)) {
    if (operator !== "=") throw invalid("Invalid Input: query");
    return managerTest(directory, value, field.startsWith("direct"));
  }
  const textsOf = textFields[field];
  if (textsOf === undefined || (operator !== "=" && operator !== ":")) throw invalid("Invalid Input: query");
  return (person) => textsOf(person).some((text) => text !== "" && matchesText(text, operator, value));
}

// `manager` holds anywhere up the chain, `directManager` only for the next one.
function managerTest(directory: Directory, wanted: string, isDirect: boolean): Test {
  const manager = directory.findPerson(wanted);
  if (manager === undefined) return () => false;
  return (person) => {
    const seen = new Set<string>([person.id]);
    let above = directory.findPerson(person.manager);
    while (above !== undefined && !seen.has(above.id)) {
      if (above.id === manager.id) return true;
      if (isDirect) return false;
      seen.add(above.id);
      above = directory.findPerson(above.manager);
    }
    return false;
  };
}

function words(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");
}
