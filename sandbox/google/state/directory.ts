/** One account of an organisation, before it is put into Google's words. Blank texts mean "never filled in". */
export interface Person {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
  aliases: readonly string[];
  workPhone: string;
  mobile: string;
  title: string;
  department: string;
  employeeNumber: string;
  manager: string;
  costCentre: string;
  orgUnitPath: string;
  suspended: boolean;
  archived: boolean;
  isAdmin: boolean;
  isDelegatedAdmin: boolean;
  /** The outside address of a guest account; blank for everybody else. */
  guestEmail: string;
  createdAt: string;
  lastLoginAt: string;
  /** Set on accounts that were deleted; they are listed for 20 days. */
  deletedAt: string;
  /** A broken record has an id and nothing that names it. */
  isBroken: boolean;
  revision: number;
}

/** A group, without its members. */
export interface Group {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly directUsers: number;
}

/** One line of a group's member list; a CUSTOMER member has no address. */
export interface Membership {
  readonly id: string;
  readonly email: string;
  readonly role: "OWNER" | "MANAGER" | "MEMBER";
  readonly type: "USER" | "GROUP" | "CUSTOMER";
  readonly status: string;
}

/** An organisational unit; the root has the path `/`. */
export interface OrgUnit {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly parentId: string;
  readonly parentPath: string;
  readonly description: string;
}

/** What Google knows about an organisation as a whole. */
export interface Organisation {
  readonly customerId: string;
  readonly name: string;
  readonly domain: string;
  readonly otherDomains: readonly string[];
  readonly adminEmail: string;
  /** Customer ids whose directories this organisation's administrators may read as their reseller. */
  readonly resells: readonly string[];
  readonly orgUnits: readonly OrgUnit[];
}

/** A part of a longer list, and the cursor that continues it. */
export interface Slice<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** Where a slice starts (after a cursor), how long it may be, and which items count. */
export interface SliceRequest<Item> {
  readonly after: string | undefined;
  readonly limit: number;
  readonly accepts?: ((item: Item) => boolean) | undefined;
}

/** The people and groups of one organisation; kept in memory for small ones, computed for large ones. */
export interface Directory {
  readonly organisation: Organisation;
  countPeople(): number;
  /** In order of address. */
  listPeople(request: SliceRequest<Person>): Slice<Person>;
  listDeleted(): readonly Person[];
  /** By id, primary address or alias. */
  findPerson(key: string): Person | undefined;
  /** Adds a person, or replaces the one with the same id. */
  savePerson(person: Person): void;
  removePerson(id: string, deletedAt: string): void;
  listGroups(request: SliceRequest<Group>): Slice<Group>;
  findGroup(key: string): Group | undefined;
  listMembers(groupId: string, request: SliceRequest<Membership>): Slice<Membership>;
  /** The groups that somebody (or some group) is a direct member of. */
  listGroupsOf(memberId: string): readonly Group[];
  saveMember(groupId: string, membership: Pick<Membership, "id" | "type" | "role">): void;
  removeMember(groupId: string, memberId: string): void;
  /** Changes the titles of exactly `count` people, chosen by `seed`; answers how many it changed. */
  changeTitles(count: number, seed: number): number;
}

/** Whether somebody is a member of a group, directly or through groups in it; cycles are harmless. */
export function isMemberOf(directory: Directory, memberId: string, groupId: string): boolean {
  const seen = new Set<string>();
  const open = [memberId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const group of directory.listGroupsOf(id)) {
      if (group.id === groupId) return true;
      if (seen.has(group.id)) continue;
      seen.add(group.id);
      open.push(group.id);
    }
  }
  return false;
}

/** Whether a path is an org unit or lies below it; case does not count. */
export function isUnder(path: string, orgUnit: string): boolean {
  const lower = path.toLowerCase();
  const top = orgUnit.toLowerCase().replace(/\/+$/, "");
  return lower === top || lower.startsWith(`${top}/`);
}

/** A person with nothing filled in; the start of every record. */
export const blankPerson: Person = {
  id: "",
  email: "",
  givenName: "",
  familyName: "",
  aliases: [],
  workPhone: "",
  mobile: "",
  title: "",
  department: "",
  employeeNumber: "",
  manager: "",
  costCentre: "",
  orgUnitPath: "/",
  suspended: false,
  archived: false,
  isAdmin: false,
  isDelegatedAdmin: false,
  guestEmail: "",
  createdAt: "2023-04-03T09:00:00.000Z",
  lastLoginAt: "1970-01-01T00:00:00.000Z",
  deletedAt: "",
  isBroken: false,
  revision: 1,
};
