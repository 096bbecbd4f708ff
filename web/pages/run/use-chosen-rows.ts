import { useCallback, useMemo, useState } from "react";
import type { ChangeRow } from "../../../src/api/v1/shapes/run.ts";
import type { Ticks } from "./use-ticks.ts";

/** Rows chosen on this page alone, to take them back: nothing of it is stored. */
export function useChosenRows(isPossible: boolean): {
  readonly ticks: Ticks;
  readonly chosen: readonly number[];
  readonly clear: () => void;
} {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const isTicked = useCallback((row: ChangeRow) => chosen.has(row.seq), [chosen]);
  const set = useCallback((rows: readonly ChangeRow[], isOn: boolean) => {
    setChosen((before) => {
      const after = new Set(before);
      for (const { seq } of rows) {
        if (isOn) after.add(seq);
        else after.delete(seq);
      }
      return after;
    });
  }, []);
  const clear = useCallback(() => setChosen(new Set()), []);
  const ticks = useMemo<Ticks>(
    () => ({ isPossible, isTicked, set, setAll: () => undefined, ticked: chosen.size, isSaving: false, isMine: false, error: null }),
    [isPossible, isTicked, set, chosen.size],
  );
  return { ticks, chosen: useMemo(() => [...chosen], [chosen]), clear };
}
