import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { FieldsView } from "../../../src/api/v1/shapes/settings.ts";
import { canonicalJson } from "../../../src/core/canonical-json.ts";
import type { ConnectionSettings } from "../../../src/model/settings.ts";
import { api, ask } from "../../api.ts";

/** What the field mappings of these settings would fill, with real people; waits until the settings are there. */
export function useFields(connectionId: number, settings: ConnectionSettings, isReady: boolean) {
  const { fieldMappings, mappings, scope } = settings;
  return useQuery({
    queryKey: ["connections", connectionId, "fields", canonicalJson({ fieldMappings, mappings, scope })],
    queryFn: () =>
      ask<FieldsView>(api.connections[":connectionId"].fields.$post({ param: { connectionId: String(connectionId) }, json: { settings } })),
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
}

/** Directory attributes that may be named, with how many accounts have a value; the directory is asked for its custom ones. */
export function attributesQuery(connectionId: number) {
  return queryOptions({
    queryKey: ["connections", connectionId, "attributes"] as const,
    queryFn: () =>
      ask(api.connections[":connectionId"].attributes.$get({ param: { connectionId: String(connectionId) }, query: { live: "true" } })),
    staleTime: 60_000,
  });
}
