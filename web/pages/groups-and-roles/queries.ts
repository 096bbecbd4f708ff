import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ActivationPreview, GroupList, GroupMappingsView } from "../../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import type { ConnectionSettings } from "../../../src/model/settings.ts";
import { api, ask } from "../../api.ts";

const one = api.connections[":connectionId"];
const param = (connectionId: number) => ({ connectionId: String(connectionId) });

/** What the group mappings of these settings give and would change. */
export function useGroupMappings(connectionId: number, settings: ConnectionSettings, isReady: boolean) {
  const { groupMappings, mappings, scope } = settings;
  return useQuery({
    queryKey: ["connections", connectionId, "group-mappings", canonicalJson({ groupMappings, mappings, scope })],
    queryFn: () => ask<GroupMappingsView>(one["group-mappings"].$post({ param: param(connectionId), json: { settings } })),
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
}

/** Groups whose name or address holds a text, the directory asked too. */
export function useGroups(connectionId: number, q: string) {
  return useQuery({
    queryKey: ["connections", connectionId, "groups", q],
    queryFn: () => ask<GroupList>(one.groups.$get({ param: param(connectionId), query: { q, live: "true" } })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Agents who would lose or regain access if these roles made agents active; not asked while there is none. */
export function useActivation(connectionId: number, settings: ConnectionSettings, roleIds: readonly number[]) {
  return useQuery({
    queryKey: ["connections", connectionId, "activation", roleIds, canonicalJson(settings)],
    queryFn: () => ask<ActivationPreview>(one.activation.$post({ param: param(connectionId), json: { roleIds: [...roleIds], settings } })),
    enabled: roleIds.length > 0,
    placeholderData: keepPreviousData,
  });
}
