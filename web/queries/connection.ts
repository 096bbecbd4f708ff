import { queryOptions } from "@tanstack/react-query";
import type { ConnectionView } from "../../src/api/v1/shapes/connection.ts";
import { api, ask } from "../api.ts";

/** One connection, how it fares, and what its set-up still lacks. */
export function connectionQuery(connectionId: number) {
  return queryOptions({
    queryKey: ["connections", connectionId] as const,
    queryFn: () => ask<ConnectionView>(api.connections[":connectionId"].$get({ param: { connectionId: String(connectionId) } })),
  });
}

/** Everything on the desk that settings point at: customers, sites, roles, boards, fields. */
export function catalogueQuery() {
  return queryOptions({ queryKey: ["catalogue"] as const, queryFn: () => ask(api.catalogue.$get()), staleTime: 30_000 });
}
