import type { Group, Membership } from "../google/state/directory.ts";
import type { GeneratedSize } from "./generated-people.ts";

/** The group at a place; every person belongs to exactly one, so that there are as many memberships as people. */
export function generatedGroup(size: GeneratedSize, index: number): Group {
  const number = String(index).padStart(6, "0");
  return {
    id: `03gen${String(size.seed % 1000).padStart(3, "0")}${number}`,
    email: `group.${number}@${size.domain}`,
    name: `Group ${number}`,
    description: "",
    aliases: [],
    directUsers: directUsers(size, index),
  };
}

/** How many people a generated group has. */
export function directUsers(size: GeneratedSize, index: number): number {
  return index >= size.people ? 0 : Math.ceil((size.people - index) / size.groups);
}

/** The place of the group that a person belongs to. */
export function groupIndexOfPerson(size: GeneratedSize, person: number): number {
  return person % size.groups;
}

/** The place of the person who is the n-th member of a group. */
export function personIndexInGroup(size: GeneratedSize, group: number, position: number): number {
  return group + position * size.groups;
}

/** Every fiftieth group also holds the group after it. */
export function nestedGroupIndex(size: GeneratedSize, group: number): number | undefined {
  return group % 50 === 0 && group + 1 < size.groups ? group + 1 : undefined;
}

/** The place of a group with an id or an address. */
export function generatedGroupIndex(size: GeneratedSize, key: string): number | undefined {
  const digits = /^(?:03gen\d{3}|group\.)(\d{6})(?:@|$)/.exec(key)?.[1];
  const index = Number(digits ?? Number.NaN);
  if (!(index < size.groups)) return undefined;
  const group = generatedGroup(size, index);
  return group.id === key || group.email === key ? index : undefined;
}

/** The line of a nested group in a member list. */
export function nestedMembership(size: GeneratedSize, index: number): Membership {
  const group = generatedGroup(size, index);
  return { id: group.id, email: group.email, role: "MEMBER", type: "GROUP", status: "ACTIVE" };
}
