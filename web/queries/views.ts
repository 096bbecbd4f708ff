import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { SavedView } from "../../src/api/v1/shapes/views.ts";
import { call } from "./call.ts";

/** The views of a list: one's own, and those that are shared. */
export function useViews(list: string) {
  return useQuery({
    queryKey: ["views", list],
    queryFn: () => call<{ readonly items: readonly SavedView[] }>("/views", { query: { list } }),
  });
}

export function useSaveView(list: string) {
  return useViewChange(list, ({ key, ...view }: { name: string; query: string; isShared: boolean; key: string }) =>
    call<SavedView>("/views", { method: "POST", body: { list, ...view }, key }),
  );
}

export function useDeleteView(list: string) {
  return useViewChange(list, ({ id, version }: SavedView) => call<undefined>(`/views/${id}`, { method: "DELETE", version }));
}

function useViewChange<Input, Output>(list: string, change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: ["views", list] }) });
}
