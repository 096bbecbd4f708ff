import type { Directory, Group, Membership, Organisation, Person, Slice, SliceRequest } from "./directory.ts";

/** A group as a seed describes it: members by id, with their kind. */
export interface StoredGroup {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly members: readonly StoredMember[];
}

/** A member of a stored group. */
export type StoredMember = Pick<Membership, "id" | "type" | "role">;

/** Everything in one small organisation. */
export interface StoredOrganisation {
  readonly organisation: Organisation;
  readonly people: readonly Person[];
  readonly groups: readonly StoredGroup[];
}

interface State {
  readonly organisation: Organisation;
  readonly people: Map<string, Person>;
  readonly deleted: Map<string, Person>;
  readonly groups: Map<string, StoredGroup>;
  sorted: Person[] | undefined;
}

/** A directory kept whole in memory, for organisations of some thousand people. */
export function createStoredDirectory(seed: StoredOrganisation): Directory {
  const state: State = {
    organisation: seed.organisation,
    people: new Map(seed.people.map((person) => [person.id, person])),
    deleted: new Map(),
    groups: new Map(seed.groups.map((group) => [group.id, group])),
    sorted: undefined,
  };
  return {
    organisation: seed.organisation,
    countPeople: () => state.people.size,
    listPeople: (request) => sliceAfter(peopleInOrder(state), request, sortKey),
    listDeleted: () => [...state.deleted.values()],
    findPerson: (key) => findPerson(state, key),
    savePerson: (person) => {
      state.people.set(person.id, person);
      state.sorted = undefined;
    },
    removePerson: (id, deletedAt) => removePerson(state, id, deletedAt),
    listGroups: (request) => sliceAfter(groupsInOrder(state), request, (group) => group.email),
    findGroup: (key) => groupsInOrder(state).find((group) => isKeyOf(group, key)),
    listMembers: (groupId, request) => sliceAfter(membersOf(state, groupId), request, (member) => member.email + member.id),
    listGroupsOf: (memberId) =>
      groupsInOrder(state).filter((group) => state.groups.get(group.id)?.members.some((member) => member.id === memberId)),
    saveMember: (groupId, membership) => changeMembers(state, groupId, membership.id, membership),
    removeMember: (groupId, memberId) => changeMembers(state, groupId, memberId, undefined),
    changeTitles: (count, seed) => changeTitles(state, count, seed),
  };
}

/** The items after a cursor, where the cursor is the sort key of the last item of the slice before. */
export function sliceAfter<Item>(sorted: readonly Item[], request: SliceRequest<Item>, key: (item: Item) => string): Slice<Item> {
  const { after, limit, accepts } = request;
  const items: Item[] = [];
  for (const item of sorted) {
    if (after !== undefined && key(item) <= after) continue;
    if (accepts !== undefined && !accepts(item)) continue;
    const last = items.at(-1);
    if (items.length === limit && last !== undefined) return { items, next: key(last) };
    items.push(item);
  }
  return { items, next: undefined };
}

function sortKey(person: Person): string {
  return person.email.toLowerCase() || `~${person.id}`;
}

function peopleInOrder(state: State): readonly Person[] {
  state.sorted ??= [...state.people.values()].sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
  return state.sorted;
}

function findPerson(state: State, key: string): Person | undefined {
  const byId = state.people.get(key);
  if (byId !== undefined) return byId;
  const address = key.toLowerCase();
  if (address === "") return undefined;
  return peopleInOrder(state).find((person) => person.email.toLowerCase() === address || person.aliases.includes(address));
}

function removePerson(state: State, id: string, deletedAt: string): void {
  const person = state.people.get(id);
  if (person === undefined) return;
  state.people.delete(id);
  state.deleted.set(id, { ...person, deletedAt });
  state.sorted = undefined;
  for (const group of state.groups.values()) changeMembers(state, group.id, id, undefined);
}

function groupsInOrder(state: State): readonly Group[] {
  const groups = [...state.groups.values()].map(({ members, ...group }) => ({
    ...group,
    directUsers: members.filter((member) => member.type === "USER").length,
  }));
  return groups.sort((one, other) => (one.email < other.email ? -1 : 1));
}

function isKeyOf(group: Group, key: string): boolean {
  const address = key.toLowerCase();
  return group.id === key || group.email === address || group.aliases.includes(address);
}

function membersOf(state: State, groupId: string): readonly Membership[] {
  const members = (state.groups.get(groupId)?.members ?? []).map((member) => named(state, member));
  return members.sort((one, other) => (one.email + one.id < other.email + other.id ? -1 : 1));
}

function named(state: State, member: StoredMember): Membership {
  if (member.type === "CUSTOMER") return { ...member, email: "", status: "ACTIVE" };
  if (member.type === "GROUP") return { ...member, email: state.groups.get(member.id)?.email ?? "", status: "ACTIVE" };
  const person = state.people.get(member.id);
  if (person === undefined) return { ...member, email: member.id.includes("@") ? member.id : "", status: "" };
  return { ...member, email: person.email, status: person.suspended ? "SUSPENDED" : "ACTIVE" };
}

function changeMembers(state: State, groupId: string, memberId: string, member: StoredMember | undefined): void {
  const group = state.groups.get(groupId);
  if (group === undefined) return;
  const others = group.members.filter((existing) => existing.id !== memberId);
  state.groups.set(groupId, { ...group, members: member === undefined ? others : [...others, member] });
}

function changeTitles(state: State, count: number, seed: number): number {
  const people = peopleInOrder(state);
  const changed = people.filter((_, index) => (index * 7919 + seed) % people.length < count);
  for (const person of changed) {
    state.people.set(person.id, { ...person, title: `${person.title} ${seed}`.trim(), revision: person.revision + 1 });
  }
  state.sorted = undefined;
  return changed.length;
}
