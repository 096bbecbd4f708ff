import type { HaloQuery } from "./halo-resource.ts";

/** Numbers of records from a query, between commas as filters have them; empty where none is asked for, and 0 and below ask for none. */
export function readIds(query: HaloQuery, ...names: readonly string[]): string {
  return names
    .flatMap((name) => query.list(name))
    .map((one) => one.replace(/\.0+$/, ""))
    .filter((one) => !/^-?\d+$/.test(one) || Number(one) > 0)
    .join(",");
}
