import { explainGift } from "../core/explain-grant.ts";
import { explainMapping } from "../core/explain-names.ts";
import { groupIdsOf } from "../model/condition.ts";
import type { Entity } from "../model/desk.ts";
import type { Db } from "../store/open-database.ts";
import { type LinkedAccount, loadLinkedAccounts } from "./load-linked-accounts.ts";

/** A directory group that somebody belongs to, the way there, and what it gives. */
export interface RecordGroup {
  readonly connectionId: number;
  readonly groupId: string;
  readonly name: string;
  readonly isDirect: boolean;
  /** Names of the groups from the one that the person stands in to this one, this one left out; `everyone` for a group that holds all. */
  readonly path: readonly string[];
  readonly gives: readonly string[];
}

/** The groups of a desk record's accounts that the copy knows: those that settings name, and those that stand inside them. Direct ones first. */
export async function listRecordGroups(db: Db, entity: Entity, recordId: number): Promise<readonly RecordGroup[]> {
  const accounts = await loadLinkedAccounts(db, entity, recordId);
  return accounts.flatMap((account) => listGroups(account, entity));
}

function listGroups({ connection, names, compiled, direct, nesting, groups }: LinkedAccount, entity: Entity): readonly RecordGroup[] {
  const nameOf = (groupId: string) => names.groups.get(groupId) ?? groupId;
  const ids = [...new Set([...direct, ...groups])];
  const found = ids.map((groupId): RecordGroup => {
    const isDirect = direct.includes(groupId);
    const path = isDirect ? [] : (nesting.pathTo(groupId, direct) ?? []);
    const isEveryone = path.length > 0 && !direct.includes(path[0] ?? "");
    return {
      connectionId: connection.id,
      groupId,
      name: nameOf(groupId),
      isDirect,
      path: [...(isEveryone ? ["everyone"] : []), ...path.slice(0, -1).map(nameOf)],
      gives: listGiven({ names, compiled }, entity, groupId),
    };
  });
  return found.toSorted((a, b) => Number(b.isDirect) - Number(a.isDirect) || a.name.localeCompare(b.name));
}

function listGiven({ names, compiled }: Pick<LinkedAccount, "names" | "compiled">, entity: Entity, groupId: string): readonly string[] {
  const gifts = compiled.groupMappings.filter(
    (mapping) => mapping.groupId === groupId && (mapping.gives.kind === "userRole") === (entity === "user"),
  );
  const mappings = compiled.mappings.filter(({ mapping }) => mapping.filter !== null && groupIdsOf(mapping.filter).includes(groupId));
  return [
    ...gifts.map((mapping) => explainGift(mapping.gives, names)),
    ...mappings.map(({ mapping }) => `a condition of ${explainMapping(mapping)}`),
  ];
}
