import type { Change } from "../model/change.ts";
import type { DeskCatalogue, DeskRecord, Grant } from "../model/desk.ts";

/** An agent with administrator rights whom a plan touches. */
export interface AdministratorChange {
  readonly seq: number;
  readonly change: Change;
  readonly record: DeskRecord;
}

/**
 * Which lines must not be carried out so that one active administrator remains. Lines are given up in order of the agents' numbers
 * until somebody is left; an agent keeps administrator rights held from another source. API-only agents don't count: nobody can sign in as one.
 */
export function spareLastAdministrator(
  touched: readonly AdministratorChange[],
  activeAdministrators: number,
  administratorRoles: ReadonlySet<number>,
): readonly number[] {
  const losing = touched
    .filter(({ change, record }) => losesAdministration(change, record, administratorRoles))
    .toSorted((a, b) => a.record.id - b.record.id);
  const remaining = activeAdministrators - losing.length;
  return remaining > 0 ? [] : losing.slice(0, 1).map((line) => line.seq);
}

/** The agent roles that carry administrator rights, by number. */
export function listAdministratorRoles({ agentRoles }: DeskCatalogue): ReadonlySet<number> {
  return new Set([...agentRoles].filter(([, role]) => role.isAdministrator).map(([id]) => id));
}

/** Whether an active administrator is no longer one after this line. */
export function losesAdministration(change: Change, record: DeskRecord, administratorRoles: ReadonlySet<number>): boolean {
  if (!record.isAdministrator || !record.isActive || record.isApiOnly) return false;
  if (change.kind === "remove" || change.active?.after === false) return true;
  const kept = record.grants.filter((grant) => isAdministration(grant) && !change.losses.some((loss) => sameGrant(loss, grant)));
  return kept.length === 0 && !change.gains.some(isAdministration);

  function isAdministration(grant: Grant): boolean {
    return grant.kind === "agentRole" && administratorRoles.has(grant.id);
  }
}

function sameGrant(a: Grant, b: Grant): boolean {
  return a.kind === b.kind && a.id === b.id && a.source === b.source && a.connectionId === b.connectionId;
}
