import type { ConnectionSettings } from "../../src/api/v1/shapes/settings.ts";

/** What stands in for settings until they have been read. Never saved: nothing can be edited before. */
export const noSettings: ConnectionSettings = {
  directory: "own",
  scope: { orgUnits: [], domains: [] },
  mappings: [],
  fieldMappings: [],
  groupMappings: [],
  matching: { users: [], agents: [] },
  agentActivation: { isOn: false, roleIds: [] },
  deactivatesMissing: { users: false, agents: false },
  deactivatesSuspendedUsers: false,
  keepsSiteOfExisting: false,
  sharesPeopleWith: [],
  limits: {
    deactivations: { count: null, percent: null },
    roleLosses: { count: null, percent: null },
    siteMoves: { count: null, percent: null },
    creations: { count: null, percent: null },
    shrinkPercent: 0,
  },
};
