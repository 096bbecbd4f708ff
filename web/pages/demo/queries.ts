import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../../api.ts";
import { connectionQuery } from "../../queries/connection.ts";

const key = ["demo", "incidents"];

/** What can be made to happen, and what has. */
export function useIncidents(isWanted: boolean) {
  return useQuery({ queryKey: key, queryFn: () => ask(api.demo.incidents.$get()), enabled: isWanted });
}

/** Makes something happen in the sample directories, or on the desk. */
export function usePlay() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => ask(api.demo.incidents[":name"].$post({ param: { name } })),
    onSuccess: async ({ items }) => {
      queries.setQueryData(key, { items });
      await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "demo" });
    },
  });
}

/** Runs a connection's import as the clock would: applied at once where no limit stops it. */
export function useRunSchedule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (connectionId: number) =>
      ask(api.imports.$post({ json: { connectionId, kind: "scheduled", entities: ["user", "agent"], applies: true } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["runs"] }),
  });
}

/** The plan of a connection that may still be applied, or waits for approval. */
export function useOpenPlan(connectionId: number | null) {
  const asked = useQuery({ ...connectionQuery(connectionId ?? 0), enabled: connectionId !== null });
  return asked.data?.openRun ?? null;
}
