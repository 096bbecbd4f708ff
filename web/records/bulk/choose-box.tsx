import { Checkbox, Group } from "@mantine/core";
import type { ReactNode } from "react";
import type { Column } from "../../ui/data-grid.tsx";
import classes from "./bulk.module.css";
import type { Chosen } from "./use-chosen.ts";

interface BoxProps {
  readonly chosen: Chosen;
  readonly id: number;
  readonly index: number;
  readonly name: string;
}

/** Ticks a row; with Shift, all from the last tick to here. */
function ChooseBox({ chosen, id, index, name }: BoxProps) {
  return (
    <Checkbox
      size="xs"
      tabIndex={-1}
      aria-label={`Choose ${name}`}
      checked={chosen.ids.has(id)}
      disabled={chosen.isAll}
      onChange={({ nativeEvent }) => chosen.toggle(index, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true)}
    />
  );
}

interface ColumnOptions<T> {
  readonly chosen: Chosen;
  readonly nameOf: (row: T) => string;
  readonly many: string;
}

/** The column with a box a row; its heading ticks all that are shown. */
export function chooseColumn<T extends { readonly id: number }>({ chosen, nameOf, many }: ColumnOptions<T>): Column<T> {
  const isEvery = chosen.shown > 0 && chosen.n >= chosen.shown;
  return {
    key: "choose",
    label: "Chosen",
    width: "36px",
    renderHead: () => (
      <Checkbox
        size="xs"
        aria-label={isEvery ? `Choose no ${many}` : `Choose the ${many} that are shown`}
        checked={isEvery}
        indeterminate={chosen.n > 0 && !isEvery}
        onChange={() => (isEvery ? chosen.chooseNone() : chosen.chooseShown())}
      />
    ),
    render: (row, index) => <ChooseBox chosen={chosen} id={row.id} index={index} name={nameOf(row)} />,
  };
}

/** A card of phones with a box before it. */
export function ChooseCard({ children, ...box }: BoxProps & { readonly children: ReactNode }) {
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <span className={classes.cardBox}>
        <ChooseBox {...box} />
      </span>
      <div className={classes.card}>{children}</div>
    </Group>
  );
}
