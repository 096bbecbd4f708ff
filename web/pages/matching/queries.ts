import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { MatchingView } from "../../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import type { ConnectionSettings } from "../../../src/model/settings.ts";
import { api, ask } from "../../api.ts";

/** How the desk's records would be recognised with these settings; waits while the settings are not known. */
export function useMatching(connectionId: number, settings: ConnectionSettings | undefined) {
  return useQuery({
    queryKey: ["connections", connectionId, "matching", settings === undefined ? null : canonicalJson(settings)],
    queryFn: () =>
      settings === undefined
        ? Promise.reject(new Error("The settings are not known yet."))
        : ask<MatchingView>(
            api.connections[":connectionId"].matching.$post({ param: { connectionId: String(connectionId) }, json: { settings } }),
          ),
    enabled: settings !== undefined,
    placeholderData: keepPreviousData,
  });
}
