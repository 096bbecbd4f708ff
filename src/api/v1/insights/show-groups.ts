import { getConnection } from "../../../connections/get-connection.ts";
import { findLiveGroups, loadGroups, searchKnownGroups } from "../../../insights/list-groups.ts";
import { DirectoryRefused } from "../../../model/errors.ts";
import type { ApiDependencies } from "../../dependencies.ts";
import type { GroupList } from "../shapes/settings.ts";

export interface GroupsToShow {
  readonly connectionId: number;
  readonly text: string;
  readonly isLive: boolean;
  readonly signal: AbortSignal;
}

const groupsTold = 50;

/** Groups that the copy or the settings know, and, where it is asked, those of the directory. What it refuses is said beside the rest. */
export async function showGroups(needs: ApiDependencies, { connectionId, text, isLive, signal }: GroupsToShow): Promise<GroupList> {
  const { db } = needs.database;
  const { connection, settings } = await getConnection(db, connectionId);
  const known = await loadGroups(db, connectionId, settings);
  const items = searchKnownGroups(known, text).slice(0, groupsTold);
  if (!isLive || text === "") return { items, liveSays: null, vendorCode: null };
  try {
    const source = await needs.context.openSource(connection, signal);
    const live = await findLiveGroups(db, source, { connectionId, text, known });
    const all = new Map([...items, ...live].map((group) => [group.id, group]));
    return { items: [...all.values()].slice(0, groupsTold), liveSays: null, vendorCode: null };
  } catch (error) {
    if (!(error instanceof DirectoryRefused)) throw error;
    return { items, liveSays: error.message, vendorCode: error.vendorCode };
  }
}
