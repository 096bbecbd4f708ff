import type { Person } from "../state/directory.ts";
import type { Fault } from "../state/faults.ts";
import { findAccount, findDirectory, type World } from "../state/world.ts";

/**
 * Edits a person while somebody is reading the list. Without a given edit the last person in the order of addresses gets one that
 * sorts first, so that a reader who is past the first page never sees them.
 */
export function changeBetweenPages(world: World, fault: Fault): void {
  if (fault.change !== undefined) {
    const account = findAccount(world, fault.change.userKey);
    if (account !== undefined) account.directory.savePerson(patched(account.person, fault.change.patch));
    return;
  }
  const directory = findDirectory(world, fault.match?.customerId ?? "") ?? world.directories[0];
  if (directory === undefined) return;
  const { items } = directory.listPeople({ after: undefined, limit: Number.POSITIVE_INFINITY, accepts: (person) => !person.isBroken });
  const last = items.at(-1);
  if (last !== undefined) directory.savePerson(patched(last, { email: `0-renamed@${directory.organisation.domain}` }));
}

/** A person with some values replaced; unknown names and values of another type are ignored, a renamed address stays as an alias. */
export function patched(person: Person, patch: Readonly<Record<string, unknown>>): Person {
  const before: Readonly<Record<string, unknown>> = { ...person };
  const known = Object.entries(patch).filter(([name, value]) => name in person && typeof value === typeof before[name]);
  const next: Person = { ...person, ...Object.fromEntries(known), id: person.id, revision: person.revision + 1 };
  if (next.email === person.email || person.email === "" || next.aliases !== person.aliases) return next;
  return { ...next, aliases: [...person.aliases, person.email] };
}
