import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";

const pageSize = 100;

interface Options<T> {
  readonly key: readonly unknown[];
  readonly fetchRows: (from: number, limit: number) => Promise<Sheet<T>>;
}

interface Sheet<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/**
 * A long list of which only what is looked at is fetched, in sheets of 100. Sheets stay in the query cache below `key`, so that
 * invalidating `key` refreshes what is on screen. When the key changes, the old rows stay until the first new ones are there.
 */
export function useWindow<T>({ key, fetchRows }: Options<T>) {
  const client = useQueryClient();
  const mark = JSON.stringify(key);
  const [range, setRange] = useState({ mark, first: 0, last: 0 });
  // A new filter is looked at from its top.
  const { first, last } = range.mark === mark ? range : { first: 0, last: 0 };
  const results = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, i) => first + i).map((sheet) => ({
      queryKey: [...key, "sheet", sheet],
      queryFn: () => fetchRows(sheet * pageSize, pageSize),
    })),
  });

  const [shown, setShown] = useState<{ mark: string; key: readonly unknown[]; total: number | null }>({ mark, key, total: null });
  const total = results.find((result) => result.data !== undefined)?.data?.total;
  if (total !== undefined && (shown.mark !== mark || shown.total !== total)) setShown({ mark, key, total });

  const stamp = results.map((result) => result.dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with `stamp` the cache holds other rows.
  const getRow = useCallback(
    (index: number): T | undefined => {
      const sheet = client.getQueryData<Sheet<T>>([...shown.key, "sheet", Math.floor(index / pageSize)]);
      return sheet?.items[index % pageSize];
    },
    [client, shown, stamp],
  );

  const onRange = useCallback(
    (from: number, to: number) => {
      const next = { mark: shown.mark, first: Math.max(0, Math.floor(from / pageSize)), last: Math.max(0, Math.floor(to / pageSize)) };
      setRange((old) => (old.mark === next.mark && old.first === next.first && old.last === next.last ? old : next));
    },
    [shown.mark],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `mark` stands for `key`.
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: [...key] }), [client, mark]);

  const error = results.find((result) => result.isError)?.error ?? null;
  const isLoading = results.some((result) => result.isPending);
  return useMemo(
    () => ({
      total: shown.total,
      getRow,
      onRange,
      error,
      isLoading,
      refresh,
      /** Changes when the rows of another filter are shown: pass it to the grid, which then goes back to its top. */
      resetKey: shown.mark,
    }),
    [shown, getRow, onRange, error, isLoading, refresh],
  );
}
