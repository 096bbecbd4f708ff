import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Entity } from "../../src/model/desk.ts";
import type { Why } from "../../src/model/why.ts";
import { api, ask } from "../api.ts";

/** Whom the panel is about: an account of a directory (its id, an address or a name), or a desk record by its number. */
export interface WhyTarget {
  readonly connectionId: number;
  readonly person?: string | undefined;
  readonly recordOf?: Entity | undefined;
  readonly recordId?: number | undefined;
}

/** What happens to somebody, and why: the question as the cache knows it. */
export function whyQuery(target: WhyTarget) {
  return queryOptions({ queryKey: keyOf(target), queryFn: () => askWhy(target, null) });
}

/** What happens to somebody, and why. */
export function useWhyOf(target: WhyTarget) {
  return useQuery(whyQuery(target));
}

/** The same with one rule tried before all others. */
export function useWhatIf(target: WhyTarget, sequence: number) {
  return useQuery({ queryKey: [...keyOf(target), "if first", sequence], queryFn: () => askWhy(target, sequence) });
}

function keyOf({ connectionId, person, recordOf, recordId }: WhyTarget) {
  return ["why", connectionId, person ?? null, recordOf ?? null, recordId ?? null];
}

async function askWhy({ connectionId, person, recordOf, recordId }: WhyTarget, ifFirst: number | null): Promise<Why> {
  const query = {
    connection: String(connectionId),
    person: recordId === undefined ? (person ?? "") : String(recordId),
    ...(recordOf !== undefined && { recordOf }),
    ...(ifFirst !== null && { ifFirst: String(ifFirst) }),
  };
  return await ask(api.why.$get({ query }));
}
