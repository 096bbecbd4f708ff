import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { RunRow } from "../../../src/api/v1/shapes/run.ts";
import { fetchRuns } from "./fetch-runs.ts";
import type { runsFilterOf } from "./runs-search.ts";

/** Groups that somebody unfolded: which, where they stand, and the runs in them. */
export function useUnfolded(filter: ReturnType<typeof runsFilterOf>) {
  const [open, setOpen] = useState<readonly { readonly run: RunRow; readonly index: number }[]>([]);
  const groups = useQueries({
    queries: open.map(({ run }) => ({
      queryKey: ["runs", "list", "unfolded", filter, run.id],
      queryFn: () => fetchFolded(filter, run),
    })),
  });
  const stamp = groups.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `stamp` stands for what the groups hold.
  const unfolded = useMemo(
    () => open.map(({ index }, at) => ({ index, rows: groups[at]?.data ?? [] })).toSorted((a, b) => a.index - b.index),
    [open, stamp],
  );
  const toggle = useCallback((run: RunRow, index: number) => {
    setOpen((before) => {
      const rest = before.filter((one) => one.run.id !== run.id);
      return rest.length < before.length || index < 0 ? rest : [...before, { run, index }];
    });
  }, []);
  const isUnfolded = useCallback((run: RunRow) => open.some((one) => one.run.id === run.id), [open]);
  return { unfolded, toggle, isUnfolded };
}

/** The runs that a folded row stands for. */
async function fetchFolded(filter: ReturnType<typeof runsFilterOf>, { id, startedAt, folded }: RunRow): Promise<readonly RunRow[]> {
  if (folded === null) return [];
  const justAfter = new Date(Date.parse(startedAt) + 1).toISOString();
  const { items } = await fetchRuns({ ...filter, folded: "false", since: folded.oldestAt, until: justAfter }, { from: 0, limit: 500 });
  return items.filter((run) => run.id >= folded.oldestId && run.id <= id).map((run) => ({ ...run, folded: null }));
}
