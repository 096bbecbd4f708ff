import { queryOptions } from "@tanstack/react-query";
import { fetchSettings } from "../draft/requests.ts";

/** The settings of a connection that are in force. */
export function settingsQuery(connectionId: number) {
  return queryOptions({ queryKey: ["connections", connectionId, "settings"] as const, queryFn: () => fetchSettings(connectionId) });
}
