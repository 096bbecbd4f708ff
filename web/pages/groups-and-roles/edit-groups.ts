import type { ConnectionSettings, Gift, GroupMapping } from "../../../src/model/settings.ts";

type Change = (settings: ConnectionSettings) => ConnectionSettings;

/** A group that gives something from now on. New ones have a negative number of their own until they are published. */
export function addGroup(group: { readonly id: string; readonly name: string }, gives: Gift): Change {
  return (settings) => {
    const lowest = Math.min(0, ...settings.groupMappings.map(({ id }) => id));
    return { ...settings, groupMappings: [...settings.groupMappings, { id: lowest - 1, groupId: group.id, groupName: group.name, gives }] };
  };
}

export function removeGroup(id: number): Change {
  return (settings) => ({ ...settings, groupMappings: settings.groupMappings.filter((mapping) => mapping.id !== id) });
}

/** Whether a group gives exactly this already. */
export function givesAlready(mappings: readonly GroupMapping[], groupId: string, gives: Gift): boolean {
  return mappings.some((mapping) => mapping.groupId === groupId && giftKey(mapping.gives) === giftKey(gives));
}

function giftKey(gift: Gift): string {
  return gift.kind === "cab" ? `cab ${gift.cabId} ${gift.cabRoleId}` : `${gift.kind} ${gift.roleId}`;
}

/** Agents follow these roles, or no longer do. */
export function changeActivation(activation: ConnectionSettings["agentActivation"]): Change {
  return (settings) => ({ ...settings, agentActivation: activation });
}
