import { Group, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { DataGrid, type DataGridProps } from "./data-grid.tsx";
import { FilterMenu } from "./filter-menu.tsx";
import { Reading } from "./loaded.tsx";
import { ProblemAlert } from "./problem.tsx";
import { useWindow } from "./use-window.ts";

interface StateGridProps<T> extends Omit<DataGridProps<T>, "total" | "getRow" | "onRange" | "resetKey" | "maxHeight" | "empty"> {
  readonly nouns: { readonly one: string; readonly many: string };
  /** What is being read, in words: `the deliveries`. */
  readonly reading: string;
  readonly states: readonly { readonly value: string; readonly label: string }[];
  /** Under which the rows are kept; the state is added to it. */
  readonly queryKey: readonly unknown[];
  readonly fetchRows: (asked: {
    readonly state: string | undefined;
    readonly from: string;
    readonly limit: string;
  }) => Promise<{ readonly items: readonly T[]; readonly total: number }>;
  readonly empty: (isFiltered: boolean) => ReactNode;
}

/** A log whose rows are each in one of a few states: how many there are, and those of one state when it is chosen. */
export function StateGrid<T>({ nouns, reading, states, queryKey, fetchRows, empty, ...grid }: StateGridProps<T>) {
  const [state, setState] = useState<string | undefined>(undefined);
  const rows = useWindow<T>({
    key: [...queryKey, state ?? ""],
    fetchRows: (from, limit) => fetchRows({ state, from: String(from), limit: String(limit) }),
  });
  if (rows.error !== null) return <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />;
  if (rows.total === null) return <Reading what={reading} />;
  return (
    <>
      <Group justify="space-between" mb="xs">
        <FilterMenu
          label="State"
          options={states}
          chosen={state === undefined ? [] : [state]}
          onChange={(chosen) => setState(chosen.at(-1))}
        />
        <Text size="sm" role="status">
          {rows.total.toLocaleString()} {rows.total === 1 ? nouns.one : nouns.many}
        </Text>
      </Group>
      <DataGrid
        {...grid}
        total={rows.total}
        getRow={rows.getRow}
        onRange={rows.onRange}
        resetKey={rows.resetKey}
        maxHeight="32rem"
        empty={empty(state !== undefined)}
      />
    </>
  );
}
