import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../api.ts";

const param = (id: number) => ({ param: { id: String(id) } });

/** A customer with its sites and its directories. */
export function useCustomer(id: number) {
  return useQuery({ queryKey: ["customers", id], queryFn: () => ask(api.customers[":id"].$get(param(id))) });
}

/** A site, with the rules that send people there. */
export function useSite(id: number) {
  return useQuery({ queryKey: ["sites", id], queryFn: () => ask(api.sites[":id"].$get(param(id))) });
}

export function useAddCustomer() {
  return useDeskChange((json: { name: string; mainSite?: string }) => ask(api.customers.$post({ json })));
}

export function useAddSite() {
  return useDeskChange((json: { name: string; customerId: number }) => ask(api.sites.$post({ json })));
}

export function useRenameCustomer(id: number) {
  return useDeskChange((name: string) => ask(api.customers[":id"].$patch({ ...param(id), json: { name } })));
}

export function useRenameSite(id: number) {
  return useDeskChange((name: string) => ask(api.sites[":id"].$patch({ ...param(id), json: { name } })));
}

/** A change that names of places may depend on anywhere. */
function useDeskChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => forgetPlaces(queries) });
}

async function forgetPlaces(queries: QueryClient): Promise<void> {
  await Promise.all(["customers", "sites", "catalogue", "users", "person"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
