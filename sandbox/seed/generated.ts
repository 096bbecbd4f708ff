import type { Directory, Group, Membership, Organisation, Person, Slice, SliceRequest } from "../google/state/directory.ts";
import { sliceAfter } from "../google/state/stored-directory.ts";
import {
  directUsers,
  generatedGroup,
  generatedGroupIndex,
  groupIndexOfPerson,
  nestedGroupIndex,
  nestedMembership,
  personIndexInGroup,
} from "./generated-groups.ts";
import { type GeneratedSize, generatedIndex, generatedOrgUnits, generatedPerson } from "./generated-people.ts";
import { orgUnitTree } from "./org-units.ts";
import { coprimeStep } from "./random.ts";

/** How large a generated organisation is: up to 1,000,000 people and 100,000 groups. */
export interface GeneratedOptions {
  readonly people: number;
  readonly groups?: number;
  readonly seed?: number;
}

/**
 * An organisation of any size in flat memory: each person and group is computed when asked for, and only edits are kept.
 * The same options always give the same organisation.
 */
export function createGeneratedDirectory(options: GeneratedOptions): Directory {
  const { people, seed = 1 } = options;
  const groups = options.groups ?? Math.max(1, Math.min(500, Math.ceil(people / 20)));
  if (!(people >= 1 && people <= 1_000_000 && groups >= 1 && groups <= 100_000)) {
    throw new RangeError(`A generated organisation has 1–1,000,000 people and 1–100,000 groups, not ${people} and ${groups}.`);
  }
  const size: GeneratedSize = { people, groups, seed, domain: "generated.example" };
  const state: State = { size, edited: new Map(), added: new Map(), deleted: new Map(), members: new Map(), titleChanges: [] };
  return {
    organisation: organisationOf(size),
    countPeople: () => people + state.added.size - state.deleted.size,
    listPeople: (request) => listPeople(state, request),
    listDeleted: () => [...state.deleted.values()],
    findPerson: (key) => findPerson(state, key),
    savePerson: (person) => savePerson(state, person),
    removePerson: (id, deletedAt) => removePerson(state, id, deletedAt),
    listGroups: (request) => listGroups(size, request),
    findGroup: (key) => {
      const index = generatedGroupIndex(size, key.toLowerCase());
      return index === undefined ? undefined : generatedGroup(size, index);
    },
    listMembers: (groupId, request) => listMembers(state, groupId, request),
    listGroupsOf: (memberId) => listGroupsOf(state, memberId),
    saveMember: (groupId, { id, type, role }) => {
      const email = findPerson(state, id)?.email ?? "";
      editsOf(state, groupId).set(id, { id, type, role, email, status: "ACTIVE" });
    },
    removeMember: (groupId, memberId) => void editsOf(state, groupId).set(memberId, undefined),
    changeTitles: (count, titleSeed) => {
      const wanted = Math.min(count, people);
      state.titleChanges.push({ count: wanted, seed: titleSeed, step: coprimeStep(people, titleSeed) });
      return wanted;
    },
  };
}

/** The edits on top of what is computed; nothing here grows with the size of the organisation. */
interface State {
  readonly size: GeneratedSize;
  readonly edited: Map<number, Person>;
  readonly added: Map<string, Person>;
  readonly deleted: Map<string, Person>;
  /** By group id: members put in, and (undefined) taken out. */
  readonly members: Map<string, Map<string, Membership | undefined>>;
  readonly titleChanges: { readonly count: number; readonly seed: number; readonly step: number }[];
}

function organisationOf({ domain, seed }: GeneratedSize): Organisation {
  const customerId = `C0gen${seed}`;
  return {
    customerId,
    name: "Generated organisation",
    domain,
    otherDomains: [],
    adminEmail: generatedPerson({ people: 1, groups: 1, seed, domain }, 0).email,
    resells: [],
    orgUnits: orgUnitTree(customerId, generatedOrgUnits),
  };
}

function personAt(state: State, index: number): Person {
  const edited = state.edited.get(index);
  if (edited !== undefined) return edited;
  const person = generatedPerson(state.size, index);
  for (const change of state.titleChanges) {
    if ((index * change.step + change.seed) % state.size.people >= change.count) continue;
    person.title = `${person.title} ${change.seed}`;
    person.revision += 1;
  }
  return person;
}

// The cursor is the place of the last person; those added later come after everybody else.
function listPeople(state: State, { after, limit, accepts }: SliceRequest<Person>): Slice<Person> {
  const items: Person[] = [];
  const extra = [...state.added.values()];
  const end = state.size.people + extra.length;
  let last = after === undefined ? -1 : Number(after);
  for (let index = last + 1; index < end; index += 1) {
    const person = index < state.size.people ? personAt(state, index) : extra[index - state.size.people];
    if (person === undefined || state.deleted.has(person.id)) continue;
    if (accepts !== undefined && !accepts(person)) continue;
    if (items.length === limit) return { items, next: String(last) };
    items.push(person);
    last = index;
  }
  return { items, next: undefined };
}

function findPerson(state: State, key: string): Person | undefined {
  const address = key.toLowerCase();
  const isMeant = (person: Person) => person.id === key || person.email === address || person.aliases.includes(address);
  for (const person of [...state.added.values(), ...state.edited.values()]) {
    if (isMeant(person) && !state.deleted.has(person.id)) return person;
  }
  const index = generatedIndex(state.size, address);
  if (index === undefined) return undefined;
  const person = personAt(state, index);
  return isMeant(person) && !state.deleted.has(person.id) ? person : undefined;
}

function savePerson(state: State, person: Person): void {
  const index = generatedIndex(state.size, person.id);
  if (index === undefined) state.added.set(person.id, person);
  else state.edited.set(index, person);
  state.deleted.delete(person.id);
}

function removePerson(state: State, id: string, deletedAt: string): void {
  const person = findPerson(state, id);
  if (person === undefined) return;
  if (!state.added.delete(id)) state.deleted.set(id, { ...person, deletedAt });
}

function listGroups(size: GeneratedSize, { after, limit, accepts }: SliceRequest<Group>): Slice<Group> {
  const items: Group[] = [];
  let last = after === undefined ? -1 : Number(after);
  for (let index = last + 1; index < size.groups; index += 1) {
    const group = generatedGroup(size, index);
    if (accepts !== undefined && !accepts(group)) continue;
    if (items.length === limit) return { items, next: String(last) };
    items.push(group);
    last = index;
  }
  return { items, next: undefined };
}

function listMembers(state: State, groupId: string, request: SliceRequest<Membership>): Slice<Membership> {
  const group = generatedGroupIndex(state.size, groupId);
  if (group === undefined) return { items: [], next: undefined };
  const edits = state.members.get(groupId) ?? new Map<string, Membership | undefined>();
  const nested = nestedGroupIndex(state.size, group);
  const members: Membership[] = nested === undefined ? [] : [nestedMembership(state.size, nested)];
  for (let position = 0; position < directUsers(state.size, group); position += 1) {
    const { id, email, suspended } = personAt(state, personIndexInGroup(state.size, group, position));
    if (!state.deleted.has(id)) members.push({ id, email, role: "MEMBER", type: "USER", status: suspended ? "SUSPENDED" : "ACTIVE" });
  }
  const kept = members.filter((member) => !edits.has(member.id));
  const added = [...edits.values()].filter((member) => member !== undefined);
  const sorted = [...kept, ...added].sort((one, other) => (one.email < other.email ? -1 : 1));
  return sliceAfter(sorted, request, (member) => member.email);
}

function listGroupsOf(state: State, memberId: string): readonly Group[] {
  const person = generatedIndex(state.size, memberId);
  const group = generatedGroupIndex(state.size, memberId);
  const above = group === undefined || group === 0 ? undefined : group - 1;
  const computed = person === undefined ? above : groupIndexOfPerson(state.size, person);
  const isReal = person !== undefined || (computed !== undefined && nestedGroupIndex(state.size, computed) === group);
  const groups = computed === undefined || !isReal ? [] : [generatedGroup(state.size, computed)];
  const edited = [...state.members].filter(([, edits]) => edits.get(memberId) !== undefined).map(([id]) => id);
  const others = edited.flatMap((id) => generatedGroupIndex(state.size, id) ?? []).map((index) => generatedGroup(state.size, index));
  return [...groups.filter((one) => !state.members.get(one.id)?.has(memberId)), ...others];
}

function editsOf(state: State, groupId: string): Map<string, Membership | undefined> {
  const known = state.members.get(groupId);
  if (known !== undefined) return known;
  const edits = new Map<string, Membership | undefined>();
  state.members.set(groupId, edits);
  return edits;
}
