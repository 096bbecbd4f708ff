import { useMutation, useQueryClient } from "@tanstack/react-query";

/** A change, after which everything below the keys is asked for anew. */
export function useChange<Input, Output>(keys: readonly string[], change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
