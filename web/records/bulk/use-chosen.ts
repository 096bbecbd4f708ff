import { useState } from "react";

interface Rows<T> {
  /** Stands for the filter: what was chosen of one is not chosen of another. */
  readonly mark: string;
  readonly total: number;
  readonly getRow: (index: number) => T | undefined;
}

interface State {
  readonly mark: string;
  readonly ids: ReadonlySet<number>;
  /** Everything that the filter lets through, whether it was fetched or not. */
  readonly isAll: boolean;
  /** Where the last tick was: a range begins there. */
  readonly last: number | null;
}

/** Which rows of a list are chosen, and how they come to be. */
export interface Chosen {
  readonly ids: ReadonlySet<number>;
  readonly isAll: boolean;
  readonly n: number;
  /** How many rows are there to be ticked at once: those that were fetched. */
  readonly shown: number;
  readonly toggle: (index: number, isRange: boolean) => void;
  readonly chooseShown: () => void;
  readonly chooseAll: () => void;
  readonly chooseNone: () => void;
}

/** The rows of a list that somebody ticks: one by one, a range, those that are shown, or all that the filter lets through. */
export function useChosen<T extends { readonly id: number }>({ mark, total, getRow }: Rows<T>): Chosen {
  const nothing: State = { mark, ids: new Set(), isAll: false, last: null };
  const [kept, setState] = useState(nothing);
  const state = kept.mark === mark ? kept : nothing;
  const shown = listShown(total, getRow);
  return {
    ids: state.isAll ? new Set(shown) : state.ids,
    isAll: state.isAll,
    n: state.isAll ? total : state.ids.size,
    shown: shown.length,
    toggle: (index, isRange) => setState(toggleRows(state, { index, isRange, getRow })),
    chooseShown: () => setState({ ...nothing, ids: new Set(shown) }),
    chooseAll: () => setState({ ...nothing, isAll: true }),
    chooseNone: () => setState(nothing),
  };
}

/** With a row ticked or not; with a range, all rows from the last tick become as this one does. */
export function toggleRows<T extends { readonly id: number }>(
  state: State,
  { index, isRange, getRow }: { readonly index: number; readonly isRange: boolean; readonly getRow: Rows<T>["getRow"] },
): State {
  const row = getRow(index);
  if (row === undefined || state.isAll) return state;
  const isTicked = !state.ids.has(row.id);
  const from = isRange && state.last !== null ? state.last : index;
  const places = Array.from({ length: Math.abs(index - from) + 1 }, (_, step) => Math.min(index, from) + step);
  const touched = places.flatMap((place) => getRow(place)?.id ?? []);
  const others = [...state.ids].filter((id) => !touched.includes(id));
  return { ...state, ids: new Set(isTicked ? [...others, ...touched] : others), last: index };
}

/** Rows that were fetched; a list of a hundred thousand is not walked to its end. */
function listShown<T extends { readonly id: number }>(total: number, getRow: Rows<T>["getRow"]): readonly number[] {
  const ids: number[] = [];
  for (let index = 0; index < Math.min(total, 5000); index++) {
    const row = getRow(index);
    if (row !== undefined) ids.push(row.id);
  }
  return ids;
}
