import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { call } from "../queries/call.ts";
import { askRecords, useKind } from "../queries/records.ts";
import type { AnyRecord, KindView } from "./record-types.ts";
import { labelOf } from "./record-words.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Wanted {
  readonly refersTo: string;
  readonly typed: string;
  /** The customer whose records alone can be chosen, where the kind has customers. */
  readonly customerId: number | null;
  /** The site whose users alone can be chosen. */
  readonly siteId?: number | null;
  readonly isOpen: boolean;
}

const most = 30;

/** Records that can be chosen for a reference: those that fit what was typed, the server looks. */
export function useChoices({ refersTo, typed, customerId, siteId = null, isOpen }: Wanted) {
  const kind = useKind(refersTo);
  const [q] = useDebouncedValue(typed.trim(), 200);
  const narrowed = customerId === null ? undefined : customerFilter(kind);
  const site = siteId === null || kind?.name !== "user" ? undefined : String(siteId);
  const found = useQuery({
    queryKey: ["records", refersTo, "choices", q, narrowed, customerId, site],
    queryFn: () =>
      askRecords(kind ?? { path: "" }, {
        q: q === "" ? undefined : q,
        limit: String(most),
        ...(narrowed !== undefined && { [narrowed]: String(customerId) }),
        site,
      }),
    enabled: kind !== undefined && isOpen,
    placeholderData: keepPreviousData,
  });
  const choices = kind === undefined ? [] : (found.data?.items ?? []).map((record) => choiceOf(kind, record, narrowed !== undefined));
  return { kind, choices, total: found.data?.total ?? 0, isLooking: found.isFetching, error: found.error };
}

/** The names of records that are chosen already. */
export function useChosen(refersTo: string, ids: readonly number[]): readonly Choice[] {
  const kind = useKind(refersTo);
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ["records", refersTo, "one", id],
      queryFn: () => call<AnyRecord>(`/${kind?.path}/${id}`),
      enabled: kind !== undefined,
      staleTime: 60_000,
    })),
  }).map(({ data }, index) => {
    const id = ids[index] ?? 0;
    return { value: String(id), label: kind === undefined || data === undefined ? `${id}` : labelOf(kind, data) };
  });
}

/** People are listed by an endpoint of their own, whose filters have shorter names. */
function customerFilter(kind: KindView | undefined): string | undefined {
  if (kind?.name === "user") return "customer";
  return kind?.fields.some((field) => field.name === "customerId") === true ? "customerId" : undefined;
}

function choiceOf(kind: KindView, record: AnyRecord, isNarrowed: boolean): Choice {
  const label = labelOf(kind, record);
  const customer = record.labels?.customerId ?? nameOf(record.customer);
  return { value: String(record.id), label: customer === undefined || isNarrowed ? label : `${label} (${customer})` };
}

function nameOf(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && "name" in value ? String(value.name) : undefined;
}
