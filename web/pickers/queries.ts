import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../api.ts";

const of = (connectionId: number) => ({ connectionId: String(connectionId) });

/** Attributes that conditions may name, with how many accounts have a value; custom ones that were never read are asked for live. */
export function attributesQuery(connectionId: number) {
  return queryOptions({
    queryKey: ["connections", connectionId, "attributes"] as const,
    queryFn: () => ask(api.connections[":connectionId"].attributes.$get({ param: of(connectionId), query: { live: "true" } })),
    staleTime: 5 * 60_000,
  });
}

/** The most frequent values of an attribute that hold this text. */
export function valuesQuery(connectionId: number, from: string, q: string) {
  return queryOptions({
    queryKey: ["connections", connectionId, "values", from, q] as const,
    queryFn: () =>
      ask(api.connections[":connectionId"].attributes.values.$get({ param: of(connectionId), query: { from, ...(q !== "" && { q }) } })),
    staleTime: 60_000,
    enabled: from !== "",
  });
}

/** Org units that hold accounts, each before those below it. */
export function orgUnitsQuery(connectionId: number) {
  return queryOptions({
    queryKey: ["connections", connectionId, "orgUnits"] as const,
    queryFn: () => ask(api.connections[":connectionId"]["org-units"].$get({ param: of(connectionId) })),
    staleTime: 60_000,
  });
}

/** Groups of the copy whose name holds this text, and of the directory itself where there is something to look for. */
export function groupsQuery(connectionId: number, q: string) {
  return queryOptions({
    queryKey: ["connections", connectionId, "groups", q] as const,
    queryFn: () =>
      ask(
        api.connections[":connectionId"].groups.$get({
          param: of(connectionId),
          query: q === "" ? {} : { q, live: q.length >= 2 ? "true" : "false" },
        }),
      ),
    staleTime: 60_000,
  });
}
