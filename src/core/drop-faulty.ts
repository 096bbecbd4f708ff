import type { Fault } from "../model/errors.ts";
import type { ConnectionSettings } from "../model/settings.ts";

/** Settings without the mappings, fields and matching fields that can't be understood: what is left can be judged. */
export function dropFaulty(settings: ConnectionSettings, faults: readonly Fault[]): ConnectionSettings {
  const isFaulty = (place: string) => faults.some((fault) => fault.at === place || fault.at.startsWith(`${place}.`));
  return {
    ...settings,
    mappings: settings.mappings.filter((_mapping, index) => !isFaulty(`mappings[${index}].filter`)),
    matching: {
      users: settings.matching.users.filter((_by, index) => !isFaulty(`matching.users[${index}]`)),
      agents: settings.matching.agents.filter((_by, index) => !isFaulty(`matching.agents[${index}]`)),
    },
    fieldMappings: settings.fieldMappings.filter((_mapping, index) => !isFaulty(`fieldMappings[${index}].from`)),
  };
}
