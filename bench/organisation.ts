import { directUsers, generatedGroup, groupIndexOfPerson, nestedGroupIndex } from "../sandbox/seed/generated-groups.ts";
import { type GeneratedSize, generatedPerson } from "../sandbox/seed/generated-people.ts";

/** The organisation that `sandbox/google/main.ts --org generated:<people>:<groups>` plays. */
export function organisationOf(people: number, groups: number): GeneratedSize {
  return { people, groups, seed: 1, domain: "generated.example" };
}

/** How the desk can recognise somebody who is there before the first import. */
export type Trace = "email" | "alias" | "employeeNumber";

/** Every fifth person is on the desk already, unlinked; a third of them under today's address, some under an alias, the others by number. */
export function traceOf(index: number, aliases: readonly string[]): Trace | null {
  if (index % 5 !== 0) return null;
  const way = (index / 5) % 3;
  if (way === 0) return "email";
  return way === 1 && aliases.length > 0 ? "alias" : "employeeNumber";
}

/** The user role that a group gives, as a place in the list of roles. */
export function rolePlaceOf(group: number, roles: number): number {
  return group % roles;
}

/** What a first import must come to, computed from the organisation and from nothing of the product. */
export interface Expected {
  readonly created: number;
  readonly matched: Readonly<Record<Trace, number>>;
  /** Suspended or archived, and unknown to the desk. */
  readonly leftOut: number;
  readonly grants: number;
  readonly managers: number;
}

export function expectFirstImport(size: GeneratedSize): Expected {
  const matched = { email: 0, alias: 0, employeeNumber: 0 };
  let [created, leftOut, grants, managers] = [0, 0, 0, 0];
  for (let index = 0; index < size.people; index += 1) {
    const person = generatedPerson(size, index);
    const trace = traceOf(index, person.aliases);
    if (trace !== null) matched[trace] += 1;
    else if (person.suspended || person.archived) leftOut += 1;
    else created += 1;
    if (!isImported(size, index)) continue;
    const group = groupIndexOfPerson(size, index);
    grants += group > 0 && nestedGroupIndex(size, group - 1) === group ? 2 : 1;
    if (person.manager !== "" && isImported(size, index - (index % 12))) managers += 1;
  }
  return { created, matched, leftOut, grants, managers };
}

function isImported(size: GeneratedSize, index: number): boolean {
  const { suspended, archived, aliases } = generatedPerson(size, index);
  return traceOf(index, aliases) !== null || !(suspended || archived);
}

/** The least requests that bring everybody and every membership: 500 people and 200 members a page, tokens not counted. */
export function expectRequests(size: GeneratedSize): Readonly<Record<string, number>> {
  let members = 0;
  for (let group = 0; group < size.groups; group += 1) {
    const count = directUsers(size, group) + (nestedGroupIndex(size, group) === undefined ? 0 : 1);
    members += Math.max(1, Math.ceil(count / 200));
  }
  return { "members.list": members, "users.list": Math.ceil(size.people / 500) };
}

/** The ids of all groups, in order. */
export function groupIdsOf(size: GeneratedSize): readonly string[] {
  return Array.from({ length: size.groups }, (_, index) => generatedGroup(size, index).id);
}
