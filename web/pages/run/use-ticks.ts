import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ChangeFilter, ChangeRow, RunView, TicksToSet } from "../../../src/api/v1/shapes/run.ts";
import { api, ask } from "../../api.ts";

/** What is ticked, as it is seen: what the server knows, with what was clicked a moment ago. */
export interface Ticks {
  readonly isPossible: boolean;
  readonly isTicked: (row: ChangeRow) => boolean;
  /** Rows that were ticked or unticked, one or many. */
  readonly set: (rows: readonly ChangeRow[], isTicked: boolean) => void;
  readonly setAll: (filter: ChangeFilter, isTicked: boolean) => void;
  readonly ticked: number;
  /** Whether the plan has no settled number at the moment. */
  readonly isSaving: boolean;
  /** Whether somebody unticked here, in this window. */
  readonly isMine: boolean;
  readonly error: Error | null;
}

/** Clicks are gathered this long, so that ten of them give the plan one new number. */
const gatherFor = 350;

/** Ticking and unticking rows. It is shown at once and saved a moment later; the plan gets a new number then. */
export function useTicks(run: RunView): Ticks {
  const queries = useQueryClient();
  const [clicked, setClicked] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [isMine, setMine] = useState(false);
  const [isSending, setSending] = useState(false);
  const sending = useRef<ReadonlyMap<number, boolean>>(new Map());
  const runId = run.id;
  const { mutateAsync, error } = useMutation({
    mutationFn: (json: TicksToSet) => ask(api.runs[":runId"].ticks.$post({ param: { runId: String(runId) }, json })),
    onSuccess: (changed) => queries.setQueryData(["runs", runId], changed),
  });
  const refresh = useCallback(
    () => queries.invalidateQueries({ queryKey: ["runs", runId], predicate: ({ queryKey }) => queryKey.length > 2 }),
    [queries, runId],
  );

  useEffect(() => {
    if (clicked.size === 0 || isSending) return;
    const timer = setTimeout(() => {
      sending.current = clicked;
      setSending(true);
      void save(clicked, mutateAsync)
        .catch(() => undefined) // The mutation keeps the error, and the page shows it.
        .then(refresh)
        .finally(() => {
          sending.current = new Map();
          setSending(false);
          setClicked((now) => without(now, clicked));
        });
    }, gatherFor);
    return () => clearTimeout(timer);
  }, [clicked, isSending, mutateAsync, refresh]);

  const set = useCallback((rows: readonly ChangeRow[], isTicked: boolean) => {
    if (!isTicked) setMine(true);
    setClicked((before) => {
      const after = new Map(before);
      for (const row of rows) {
        if (!row.isEffect) continue;
        // What is on its way to the server is no longer undone by forgetting the click.
        if (row.isTicked === isTicked && !sending.current.has(row.seq)) after.delete(row.seq);
        else after.set(row.seq, isTicked);
      }
      return after;
    });
  }, []);
  const setAll = useCallback(
    (filter: ChangeFilter, isTicked: boolean) => {
      if (!isTicked) setMine(true);
      setClicked(new Map());
      setSending(true);
      void mutateAsync({ isTicked, filter })
        .catch(() => undefined)
        .then(refresh)
        .finally(() => setSending(false));
    },
    [mutateAsync, refresh],
  );
  const isTicked = useCallback((row: ChangeRow) => clicked.get(row.seq) ?? row.isTicked, [clicked]);
  const difference = [...clicked.values()].reduce((sum, isOn) => sum + (isOn ? 1 : -1), 0);
  const isPossible = run.can.tick.isPossible;
  const isSaving = clicked.size > 0 || isSending;
  const ticked = run.ticked + difference;
  return useMemo(
    () => ({ isPossible, isTicked, set, setAll, ticked, isSaving, isMine, error }),
    [isPossible, isTicked, set, setAll, ticked, isSaving, isMine, error],
  );
}

async function save(clicked: ReadonlyMap<number, boolean>, send: (ticks: TicksToSet) => Promise<unknown>): Promise<void> {
  for (const isTicked of [true, false]) {
    const seqs = [...clicked].filter(([, value]) => value === isTicked).map(([seq]) => seq);
    if (seqs.length > 0) await send({ isTicked, seqs });
  }
}

/** What was clicked while the rest was being saved. */
function without(now: ReadonlyMap<number, boolean>, saved: ReadonlyMap<number, boolean>): ReadonlyMap<number, boolean> {
  return new Map([...now].filter(([seq, isTicked]) => saved.get(seq) !== isTicked));
}
