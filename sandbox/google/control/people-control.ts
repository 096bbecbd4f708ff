import { patched } from "../api/change-between-pages.ts";
import { blankPerson, type Directory, type Person } from "../state/directory.ts";
import { findAccount, findDirectory, now, type World } from "../state/world.ts";
import { ControlError, membersOf, numberOf, textOf } from "./control-route.ts";

/** GET /control/users/{key}: a person as the sandbox keeps them. */
export function showPerson(world: World, _body: unknown, key = ""): Person {
  return accountOf(world, key).person;
}

/** POST /control/users: adds an account; `customerId` chooses the organisation (the first one when missing), `id` may be given. */
export function addPerson(world: World, body: unknown): Person {
  const directory = directoryOf(world, body);
  const email = textOf(body, "email").toLowerCase();
  if (directory.findPerson(email) !== undefined) throw new ControlError(409, `${email} belongs to somebody already.`);
  const id = textOf(body, "id", newAccountId(world, directory));
  const { customerId: _, ...values } = membersOf(body);
  const person = { ...patched({ ...blankPerson, id }, { ...values, email }), aliases: [], revision: 1 };
  directory.savePerson(person);
  return person;
}

/** PATCH /control/users/{key}: changes values of a person; a new address leaves the old one as an alias, as in Google. */
export function changePerson(world: World, body: unknown, key = ""): Person {
  const { directory, person } = accountOf(world, key);
  const changed = patched(person, membersOf(body));
  directory.savePerson(changed);
  return changed;
}

/** DELETE /control/users/{key}: the account goes; it is listed among the deleted for 20 days. */
export function removePerson(world: World, _body: unknown, key = ""): object {
  const { directory, person } = accountOf(world, key);
  directory.removePerson(person.id, new Date(now(world)).toISOString());
  return { removed: person.id };
}

/** POST /control/groups/{key}/members `{member, role?}`: a person or a group becomes a direct member. */
export function addMember(world: World, body: unknown, key = ""): object {
  const { directory, groupId } = groupOf(world, key);
  const memberKey = textOf(body, "member");
  const role = textOf(body, "role", "MEMBER");
  if (role !== "OWNER" && role !== "MANAGER" && role !== "MEMBER") throw new ControlError(400, `There is no role ${role}.`);
  const person = directory.findPerson(memberKey);
  const id = person?.id ?? directory.findGroup(memberKey)?.id;
  if (id === undefined) throw new ControlError(404, `Nobody is called ${memberKey}.`);
  directory.saveMember(groupId, { id, type: person === undefined ? "GROUP" : "USER", role });
  return { group: groupId, member: id };
}

/** DELETE /control/groups/{key}/members/{member}. */
export function removeMember(world: World, _body: unknown, key = "", memberKey = ""): object {
  const { directory, groupId } = groupOf(world, key);
  const id = directory.findPerson(memberKey)?.id ?? directory.findGroup(memberKey)?.id ?? memberKey;
  directory.removeMember(groupId, id);
  return { group: groupId, removed: id };
}

/** POST /control/generated/mutate `{percent | count, seed?, customerId?}`: changes the titles of that many people. */
export function changeTitles(world: World, body: unknown): object {
  const directory = directoryOf(world, body);
  const percent = numberOf(body, "percent", 0);
  const count = numberOf(body, "count", Math.round((directory.countPeople() * percent) / 100));
  return { changed: directory.changeTitles(count, numberOf(body, "seed", 1)) };
}

/** An account id that nobody has or ever had in this sandbox: Google never gives one out twice, not even after things were put back. */
export function newAccountId(world: World, directory: Directory): string {
  for (;;) {
    world.accountsMade += 1;
    const id = `1900000000${String(world.accountsMade).padStart(11, "0")}`;
    if (directory.findPerson(id) === undefined) return id;
  }
}

function accountOf(world: World, key: string): { directory: Directory; person: Person } {
  const account = findAccount(world, key);
  if (account === undefined) throw new ControlError(404, `No account is called ${key}.`);
  return account;
}

function directoryOf(world: World, body: unknown): Directory {
  const first = world.directories[0]?.organisation.customerId ?? "";
  const customerId = textOf(body, "customerId", first);
  const directory = findDirectory(world, customerId);
  if (directory === undefined) throw new ControlError(404, `No organisation has the customer id ${customerId}.`);
  return directory;
}

function groupOf(world: World, key: string): { directory: Directory; groupId: string } {
  for (const directory of world.directories) {
    const group = directory.findGroup(key);
    if (group !== undefined) return { directory, groupId: group.id };
  }
  throw new ControlError(404, `No group is called ${key}.`);
}
