import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { HistoryEntry } from "../../src/api/v1/shapes/person.ts";
import type { AnyRecord, Draft, KindView, Sheet } from "../records/record-types.ts";
import { call } from "./call.ts";

const kindsQuery = queryOptions({
  queryKey: ["kinds"],
  queryFn: () => call<{ readonly items: readonly KindView[] }>("/kinds"),
  staleTime: 60_000,
});

/** Every kind of record with its fields: what lists and forms are drawn from. */
export function useKinds() {
  return useQuery(kindsQuery);
}

/** One kind by name; undefined until the kinds are there. */
export function useKind(name: string): KindView | undefined {
  return useQuery(kindsQuery).data?.items.find((kind) => kind.name === name);
}

/** A sheet of a list. */
export function askRecords<T = AnyRecord>(kind: Pick<KindView, "path">, query: Readonly<Record<string, string | undefined>>) {
  return call<Sheet<T>>(`/${kind.path}`, { query });
}

/** The first records of a kind that a filter lets through: for short lists and choices. */
export function useRecords<T = AnyRecord>(
  kind: Pick<KindView, "name" | "path"> | undefined,
  query: Readonly<Record<string, string | undefined>> = {},
  isWanted = true,
) {
  return useQuery({
    queryKey: ["records", kind?.name, "some", query],
    queryFn: () => askRecords<T>(kind ?? { path: "" }, query),
    enabled: kind !== undefined && isWanted,
  });
}

/** One record. Customers and sites have more beside their fields. */
export function useRecord(kind: Pick<KindView, "name" | "path"> | undefined, id: number) {
  return useQuery({
    queryKey: ["records", kind?.name, "one", id],
    queryFn: () => call<AnyRecord>(`/${kind?.path}/${id}`),
    enabled: kind !== undefined && Number.isInteger(id),
  });
}

interface Save {
  /** None for a record that is new. */
  readonly id?: number | undefined;
  readonly version?: number | undefined;
  readonly values: Draft;
  /** Of a creation: made once a form, so that sending it twice makes one record. */
  readonly key?: string;
}

/** Creates a record, or changes one from the version that was shown; 412 where somebody else saved meanwhile. */
export function useSaveRecord(kind: Pick<KindView, "name" | "path">) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, values, key }: Save) =>
      id === undefined
        ? call<AnyRecord>(`/${kind.path}`, { method: "POST", body: values, key })
        : call<AnyRecord>(`/${kind.path}/${id}`, { method: "PATCH", body: values, version }),
    onSuccess: () => forgetRecords(queries, kind.name),
  });
}

/** Deletes the version of a record that was shown. */
export function useDeleteRecord(kind: Pick<KindView, "name" | "path">) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { readonly id: number; readonly version: number }) =>
      call<undefined>(`/${kind.path}/${id}`, { method: "DELETE", version }),
    onSuccess: async (_gone, { id }) => {
      queries.removeQueries({ queryKey: ["records", kind.name, "one", id] });
      await forgetRecords(queries, kind.name);
    },
  });
}

/** What runs and people did to a record, newest first. */
export function useRecordHistory(kind: Pick<KindView, "name" | "path">, id: number) {
  return useQuery({
    queryKey: ["records", kind.name, "one", id, "history"],
    queryFn: () => call<Sheet<HistoryEntry>>(`/${kind.path}/${id}/history`, { query: { limit: "200" } }),
  });
}

const alsoOf: Readonly<Record<string, readonly string[]>> = {
  customer: ["customers", "sites", "catalogue", "users", "person"],
  site: ["customers", "sites", "catalogue", "users", "person"],
  userRole: ["catalogue", "person"],
  agentRole: ["catalogue", "person", "me"],
  cab: ["catalogue"],
  cabRole: ["catalogue"],
};

/** After a change, what shows records is asked for anew: names of one stand in lists of others. */
export async function forgetRecords(queries: QueryClient, name: string): Promise<void> {
  await Promise.all(["records", ...(alsoOf[name] ?? [])].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
