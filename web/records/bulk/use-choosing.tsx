import { type ReactNode, type RefObject, useRef } from "react";
import { useMe } from "../../session.tsx";
import type { Column } from "../../ui/data-grid.tsx";
import type { KindView } from "../record-types.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { ChooseCard, chooseColumn } from "./choose-box.tsx";
import { useChoiceKeys } from "./use-choice-keys.ts";
import { useChosen } from "./use-chosen.ts";

interface Options<T> {
  /** Undefined while nobody knows it: then nothing can be chosen. */
  readonly kind: KindView | undefined;
  /** What the list was asked for; where something else was looked for than what was typed, that. */
  readonly query: Readonly<Record<string, string>>;
  readonly searchedFor: string | null;
  readonly rows: { readonly total: number | null; readonly getRow: (index: number) => T | undefined };
  readonly nameOf: (row: T) => string;
}

/** Everything that a list needs for its rows to be chosen by whoever may change them: boxes, keys, and the bar at its foot. */
export function useChoosing<T extends { readonly id: number }>({ kind, query, searchedFor, rows, nameOf }: Options<T>) {
  const { permissions } = useMe();
  // Many tickets are changed in a way of their own.
  const isOn = kind !== undefined && kind.name !== "ticket" && permissions.some((one) => one === `${kind.right}:edit`);
  const { sort: _sort, ...asked } = query;
  const filter = searchedFor === null ? asked : { ...asked, q: searchedFor };
  const total = rows.total ?? 0;
  const chosen = useChosen({ mark: JSON.stringify(filter), total, getRow: rows.getRow });
  const list: RefObject<HTMLDivElement | null> = useRef(null);
  useChoiceKeys(list, chosen, isOn);
  const many = kind?.many ?? "rows";
  return {
    list,
    withBoxes: (columns: readonly Column<T>[]) => (isOn ? [chooseColumn({ chosen, nameOf, many }), ...columns] : columns),
    keys: isOn ? { onToggle: (_row: T, index: number) => chosen.toggle(index, false) } : {},
    withBox: (row: T, index: number, card: ReactNode) =>
      isOn ? (
        <ChooseCard chosen={chosen} id={row.id} index={index} name={nameOf(row)}>
          {card}
        </ChooseCard>
      ) : (
        card
      ),
    bar: isOn ? <BulkBar kind={kind} chosen={chosen} filter={filter} total={total} /> : null,
  };
}
