import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../api.ts";

/** Every connected directory and how it fares, worst first. */
export function useConnections(isAllowed = true) {
  return useQuery({
    queryKey: ["connections"],
    queryFn: () => ask(api.connections.$get()),
    refetchInterval: 15_000,
    refetchOnWindowFocus: true,
    enabled: isAllowed,
  });
}
