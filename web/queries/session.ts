import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../api.ts";

/** Who is signed in; refused with 401 for nobody. */
export function useSignedIn() {
  return useQuery({ queryKey: ["me"], queryFn: () => ask(api.me.$get()), staleTime: 60_000, refetchOnWindowFocus: "always" });
}

/** Ends the session, and forgets everything that was read in it. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api["sign-out"].$post()),
    onSuccess: async () => {
      // First the pages go, then what they had read: nothing asks again without a session.
      await queries.invalidateQueries({ queryKey: ["me"] });
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
    },
  });
}
