import type { Membership } from "../mirror/save-members.ts";

/** Which of the groups asked about somebody belongs to, through any number of groups. */
export interface Nesting {
  /** Groups asked about that these direct groups lead to, and those that hold everyone of the person's directory. */
  groupsFor(direct: readonly string[], part: string): ReadonlySet<string>;
  /** The way from a direct group up to a group asked about, both included; null when there is none. */
  pathTo(root: string, direct: readonly string[]): readonly string[] | null;
  /** Every group that stands inside one of these, themselves included. */
  inside(groupIds: readonly string[]): ReadonlySet<string>;
}

/** Prepares the nesting of groups; circles are no obstacle. `roots` are the groups that settings name. */
export function createNesting(nesting: readonly Membership[], roots: readonly string[], parts: readonly string[] = []): Nesting {
  const children = new Map<string, string[]>();
  const holdsEveryone = new Map<string, string>();
  for (const { groupId, memberId, kind } of nesting) {
    if (kind === "everyone") holdsEveryone.set(groupId, memberId);
    if (kind === "group") children.set(groupId, [...(children.get(groupId) ?? []), memberId]);
  }
  const rootsOf = new Map<string, string[]>();
  const forEveryone: { readonly root: string; readonly customerId: string }[] = [];
  for (const root of roots) {
    const below = walkDown([root], children);
    for (const groupId of below.keys()) rootsOf.set(groupId, [...(rootsOf.get(groupId) ?? []), root]);
    for (const groupId of below.keys()) {
      const customerId = holdsEveryone.get(groupId);
      if (customerId !== undefined) forEveryone.push({ root, customerId });
    }
  }
  // One's own directory is listed as my_customer, and no other part bears its id.
  const isOf = (customerId: string, part: string) => customerId === part || (part === "my_customer" && !parts.includes(customerId));
  return {
    groupsFor(direct, part) {
      const groups = new Set(forEveryone.filter(({ customerId }) => isOf(customerId, part)).map(({ root }) => root));
      for (const groupId of direct) for (const root of rootsOf.get(groupId) ?? []) groups.add(root);
      return groups;
    },
    pathTo(root, direct) {
      const parents = walkDown([root], children);
      const start = direct.find((groupId) => parents.has(groupId)) ?? [...parents.keys()].find((groupId) => holdsEveryone.has(groupId));
      if (start === undefined) return null;
      const path = [start];
      for (let at = parents.get(start) ?? null; at !== null; at = parents.get(at) ?? null) path.push(at);
      return path;
    },
    inside: (groupIds) => new Set(walkDown(groupIds, children).keys()),
  };
}

/** Every group below these, breadth first, each with the group it was reached from. */
function walkDown(from: readonly string[], children: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string | null> {
  const reached = new Map<string, string | null>(from.map((groupId) => [groupId, null]));
  const waiting = [...from];
  for (let groupId = waiting.shift(); groupId !== undefined; groupId = waiting.shift()) {
    for (const child of children.get(groupId) ?? []) {
      if (reached.has(child)) continue;
      reached.set(child, groupId);
      waiting.push(child);
    }
  }
  return reached;
}
