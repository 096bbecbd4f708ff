import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { ConnectionSettings } from "../../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import { api, ask } from "../../api.ts";

/** Whom each rule of these settings fits and gets, by the copy of the directory. */
export function placementsQuery(connectionId: number, settings: ConnectionSettings) {
  return queryOptions({
    queryKey: ["connections", connectionId, "placements", canonicalJson(settings)] as const,
    queryFn: () =>
      ask(api.connections[":connectionId"].placements.$post({ param: { connectionId: String(connectionId) }, json: { settings } })),
    gcTime: 60_000,
  });
}

/** The same for settings that somebody is typing: the last counts stay until the new ones are there. */
export function usePlacements(connectionId: number, settings: ConnectionSettings, isEnabled: boolean) {
  const [steady] = useDebouncedValue(settings, 400);
  const query = useQuery({ ...placementsQuery(connectionId, steady), placeholderData: keepPreviousData, enabled: isEnabled });
  return { query, isCurrent: steady === settings && !query.isPlaceholderData };
}
