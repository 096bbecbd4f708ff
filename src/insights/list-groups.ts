import { groupsAsked, partsAsked } from "../core/compile-settings.ts";
import { listNamedGroups } from "../core/list-named-groups.ts";
import { listGroups, listReadableIds, loadMemberAccounts } from "../mirror/list-group-members.ts";
import { listNesting, saveGroups } from "../mirror/save-members.ts";
import type { DirectorySource, Group } from "../model/directory.ts";
import { foldText } from "../model/fold-text.ts";
import type { ConnectionSettings } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";
import { loadCopyContents } from "../sync/list-unread.ts";
import { createNesting } from "../sync/nesting.ts";

/** A group with its members among the accounts of the copy: direct ones, and those who belong only through groups inside it. Null where it was not read. */
export interface CountedGroup extends Group {
  readonly direct: number | null;
  readonly nested: number | null;
}

/** Groups that the copy or the settings name, by id, with their members counted. */
export async function loadGroups(db: Db, connectionId: number, settings: ConnectionSettings): Promise<ReadonlyMap<string, CountedGroup>> {
  const named = new Map((await listGroups(db, connectionId)).map((group) => [group.id, group]));
  for (const { id, name } of listNamedGroups(settings)) if (!named.has(id)) named.set(id, { id, name, email: "" });
  const { groupIds: read } = await loadCopyContents(db, connectionId);
  for (const id of [...read, ...groupsAsked(settings)]) if (!named.has(id)) named.set(id, { id, name: id, email: "" });
  const members = await loadMemberAccounts(db, connectionId);
  const nested = await createNestedCount(db, connectionId, settings, members);
  return new Map(
    [...named.values()].map((group) => [
      group.id,
      {
        ...group,
        direct: read.has(group.id) ? (members.get(group.id)?.length ?? 0) : null,
        nested: read.has(group.id) ? nested(group.id) : null,
      },
    ]),
  );
}

/** Counts each account once, however many ways lead to the group. */
async function createNestedCount(
  db: Db,
  connectionId: number,
  settings: ConnectionSettings,
  members: ReadonlyMap<string, readonly string[]>,
): Promise<(groupId: string) => number> {
  const memberships = await listNesting(db, connectionId);
  const holdsEveryone = memberships.some(({ kind }) => kind === "everyone");
  const everybody = holdsEveryone ? await listReadableIds(db, connectionId) : [];
  const parts = partsAsked(settings);
  return (groupId) => {
    const nesting = createNesting(memberships, [groupId], parts);
    const counted = new Set<string>();
    for (const inside of nesting.inside([groupId])) for (const id of members.get(inside) ?? []) counted.add(id);
    for (const { id, part } of everybody) if (nesting.groupsFor([], part).has(groupId)) counted.add(id);
    return counted.size - (members.get(groupId)?.length ?? 0);
  };
}

/** Groups whose name, address or id holds a text; those that begin with it first. */
export function searchKnownGroups(groups: ReadonlyMap<string, CountedGroup>, text: string): readonly CountedGroup[] {
  const wanted = foldText(text);
  const rank = ({ name, email, id }: CountedGroup) => {
    const words = [foldText(name), foldText(email), foldText(id)];
    return words.some((word) => word.startsWith(wanted)) ? 0 : words.some((word) => word.includes(wanted)) ? 1 : 2;
  };
  return [...groups.values()]
    .map((group) => ({ group, rank: rank(group) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank || a.group.name.localeCompare(b.group.name) || a.group.id.localeCompare(b.group.id))
    .map((one) => one.group);
}

/** Asks the directory for groups of exactly this name, address or id, and for those that begin with it. What it renamed is noted. */
export async function findLiveGroups(
  db: Db,
  source: DirectorySource,
  {
    connectionId,
    text,
    known,
  }: { readonly connectionId: number; readonly text: string; readonly known: ReadonlyMap<string, CountedGroup> },
): Promise<readonly CountedGroup[]> {
  const part = "my_customer";
  const exact = await source.findGroups(text, part);
  const begins = await source.searchGroups(text, part);
  const found = [...new Map([...exact, ...begins].map((group) => [group.id, group])).values()];
  const isChanged = (group: Group) => {
    const before = known.get(group.id);
    return before !== undefined && (before.name !== group.name || before.email !== group.email);
  };
  await saveGroups(db, connectionId, found.filter(isChanged));
  return found.map((group) => ({ direct: null, nested: null, ...known.get(group.id), ...group }));
}
