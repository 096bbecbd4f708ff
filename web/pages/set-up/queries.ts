import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ConnectionToCreate, Credentials } from "../../../src/api/v1/shapes/connection.ts";
import type { ConnectionSettings } from "../../../src/model/settings.ts";
import { api, ask } from "../../api.ts";
import { fetchSettings } from "../../draft/requests.ts";

const idOf = (connectionId: number) => ({ connectionId: String(connectionId) });
const one = api.connections[":connectionId"];

export function useCreateConnection() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: ConnectionToCreate) => ask(api.connections.$post({ json: given })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["connections"] }),
  });
}

/** Keeps what proves who Muster is. The answer never holds it. */
export function useSaveCredentials(connectionId: number) {
  return useMutation({ mutationFn: (given: Credentials) => ask(one.credentials.$put({ param: idOf(connectionId), json: given })) });
}

/** Begins a connection in the browser: where to send this window. */
export function useStartConnect(connectionId: number) {
  return useMutation({ mutationFn: () => ask(one.connect.$post({ param: idOf(connectionId) })) });
}

/** Connects without a browser: what may be read is tried, and whoever may read users is connected. */
export function useTryConnection(connectionId: number) {
  return useMutation({ mutationFn: () => ask(one.check.$post({ param: idOf(connectionId) })) });
}

/** What may be read, tried when asked and never by itself. */
export function useCheck(connectionId: number) {
  return useQuery({
    queryKey: ["check", connectionId],
    queryFn: () => ask(one.check.$post({ param: idOf(connectionId) })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** The sandbox's own apps; asked for in the demo only. */
export function useSampleApps(isDemo: boolean) {
  return useQuery({
    queryKey: ["demo", "sample-apps"],
    queryFn: () => ask(api.demo["sample-apps"].$get()),
    enabled: isDemo,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Puts changed settings in force at once, made from those that are in force now. @throws Refused */
export async function saveSettings(connectionId: number, change: (settings: ConnectionSettings) => ConnectionSettings): Promise<void> {
  const { settings, version } = await fetchSettings(connectionId);
  const headers = { "if-match": `"${version}"` };
  await ask(one.settings.$put({ param: idOf(connectionId), json: { settings: change(settings) } }, { headers }));
}

export function useSaveSettings(connectionId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: (settings: ConnectionSettings) => ConnectionSettings) => saveSettings(connectionId, change),
    onSettled: () => queries.invalidateQueries({ queryKey: ["connections", connectionId] }),
  });
}

/** Starts the preview of an import; its number comes as soon as it is recorded. */
export function useStartImport(connectionId: number) {
  return useMutation({ mutationFn: () => ask(api.imports.$post({ json: { connectionId } })) });
}
