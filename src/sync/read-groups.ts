import {
  addMembers,
  dropOtherGroups,
  type HeldMembers,
  listGroupNames,
  loadMembers,
  type Membership,
  packMembers,
  removeMembers,
  saveGroups,
  unpackMembers,
} from "../mirror/save-members.ts";
import type { DirectorySource, Group, Member } from "../model/directory.ts";
import type { OnProgress, SyncContext } from "./context.ts";
import { markDue } from "./due.ts";
import { createNesting } from "./nesting.ts";
import { workInParallel } from "./work-in-parallel.ts";

export interface GroupsToRead {
  readonly connectionId: number;
  readonly source: DirectorySource;
  /** Groups that settings name: the only ones walked, with what stands inside them. */
  readonly groupIds: readonly string[];
  /** Everybody will be planned anyway: nobody need be marked due. */
  readonly isFirst: boolean;
  readonly onProgress: OnProgress;
}

/** Groups under way at once; the source's own limit counts requests. */
const walksAtOnce = 10;

/**
 * Walks the groups asked about and what is nested in them, each group once, and keeps the differences. People whose membership changed
 * become due. Any refusal ends the reading: half a membership list would take roles away. Returns how many groups were walked.
 */
export async function readGroups(context: SyncContext, input: GroupsToRead): Promise<number> {
  const { db } = context.database;
  const held = await loadMembers(db, input.connectionId);
  const differences: Difference[] = [];
  const reached = new Set(input.groupIds);
  const waiting = [...input.groupIds];
  let done = 0;
  let atWork = 0;
  let wake = Promise.withResolvers<void>();
  const walkNext = async (): Promise<boolean> => {
    const groupId = waiting.shift();
    if (groupId === undefined) {
      if (atWork === 0) return false;
      // Whoever is still at work may find more groups.
      await wake.promise;
      return true;
    }
    atWork += 1;
    try {
      const members = await listDirectMembers(input.source, groupId);
      for (const member of members) {
        if (member.kind !== "group" || reached.has(member.id)) continue;
        reached.add(member.id);
        waiting.push(member.id);
      }
      differences.push(compare(groupId, held.get(groupId), members));
      done += 1;
      input.onProgress({ step: "groups", done, total: reached.size, requests: input.source.requestCount() });
      return true;
    } finally {
      atWork -= 1;
      wake.resolve();
      wake = Promise.withResolvers<void>();
    }
  };
  await workInParallel(walksAtOnce, walkNext);
  await nameNestedGroups(context, input, [...reached]);
  const dropped = [...held.keys()].filter((groupId) => !reached.has(groupId));
  await keep(context, input, differences, dropped, [...reached], held);
  return done;
}

/** Asks once for the name of each group that only stands inside others: settings name the rest. */
async function nameNestedGroups(
  { database: { db } }: SyncContext,
  { connectionId, source, groupIds }: GroupsToRead,
  reached: readonly string[],
): Promise<void> {
  const nested = reached.filter((groupId) => !groupIds.includes(groupId));
  if (nested.length === 0) return;
  const known = await listGroupNames(db, connectionId);
  const unknown = nested.filter((groupId) => !known.has(groupId));
  const found: Group[] = [];
  for (const groupId of unknown) found.push(...(await source.findGroups(groupId, "my_customer")).filter((group) => group.id === groupId));
  await saveGroups(db, connectionId, found);
}

async function listDirectMembers(source: DirectorySource, groupId: string): Promise<readonly Member[]> {
  const members = new Map<string, Member>();
  for await (const page of source.members(groupId)) for (const member of page) members.set(member.id, member);
  return [...members.values()];
}

interface Difference {
  readonly added: readonly Membership[];
  readonly removed: readonly Membership[];
}

const noDifference: Difference = { added: [], removed: [] };

function compare(groupId: string, before: HeldMembers | undefined, members: readonly Member[]): Difference {
  const now = packMembers(members);
  const isSame = now.size === (before?.size ?? 0) && [...now].every(([kind, ids]) => before?.get(kind) === ids);
  if (isSame) return noDifference;
  const held = unpackMembers(before);
  const kindOfHeld = new Map(held.map((member) => [member.id, member.kind]));
  const kindNow = new Map(members.map((member) => [member.id, member.kind]));
  const toMembership = (member: Member): Membership => ({ groupId, memberId: member.id, kind: member.kind });
  return {
    added: members.filter((member) => kindOfHeld.get(member.id) !== member.kind).map(toMembership),
    removed: held.filter((member) => kindNow.get(member.id) !== member.kind).map(toMembership),
  };
}

async function keep(
  context: SyncContext,
  input: GroupsToRead,
  differences: readonly Difference[],
  dropped: readonly string[],
  reached: readonly string[],
  held: ReadonlyMap<string, HeldMembers>,
): Promise<void> {
  const { db, batchSize, breathe } = context.database;
  const { connectionId } = input;
  const removed = differences.flatMap((difference) => difference.removed);
  const added = differences.flatMap((difference) => difference.added);
  const changed = [...removed, ...added];
  if (changed.length === 0 && dropped.length === 0) return;
  const affected = input.isFirst ? [] : peopleAffected(changed, held, differences);
  await db.transaction().execute(async (trx) => {
    for (let from = 0; from < removed.length; from += batchSize)
      await removeMembers(trx, connectionId, removed.slice(from, from + batchSize));
    for (let from = 0; from < added.length; from += batchSize * 5) {
      await addMembers(trx, connectionId, added.slice(from, from + batchSize * 5));
      await breathe();
    }
    if (dropped.length > 0) await dropOtherGroups(trx, connectionId, reached);
    await markDue(trx, connectionId, affected, "groups");
  });
}

/** People who gained or lost a group: themselves, or through a group that was put in or taken out somewhere. */
function peopleAffected(
  changed: readonly Membership[],
  held: ReadonlyMap<string, HeldMembers>,
  differences: readonly Difference[],
): readonly string[] {
  const people = new Set(changed.filter((membership) => membership.kind === "person").map((membership) => membership.memberId));
  const movedGroups = changed.filter((membership) => membership.kind === "group").map((membership) => membership.memberId);
  if (movedGroups.length === 0) return [...people];
  const members = new Map<string, Membership[]>();
  const note = (membership: Membership) => members.set(membership.groupId, [...(members.get(membership.groupId) ?? []), membership]);
  for (const [groupId, list] of held) for (const member of unpackMembers(list)) note({ groupId, memberId: member.id, kind: member.kind });
  for (const { added } of differences) added.forEach(note);
  const nesting = createNesting([...members.values()].flat(), []);
  for (const groupId of nesting.inside(movedGroups)) {
    for (const membership of members.get(groupId) ?? []) if (membership.kind === "person") people.add(membership.memberId);
  }
  return [...people];
}
