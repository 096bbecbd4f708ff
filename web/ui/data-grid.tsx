import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { CardList } from "./card-list.tsx";
import { GridTable } from "./grid-table.tsx";

/** A column. Widths are lengths or `fr`; without one, columns share what is left. */
export interface Column<T> {
  readonly key: string;
  readonly label: string;
  readonly width?: string;
  /** In pixels; 80 unless told. */
  readonly minWidth?: number;
  readonly isHiddenByDefault?: boolean;
  /** What the grid is asked to sort by when the heading is clicked; without it, the heading is plain. */
  readonly sortKey?: string;
  /** For numbers: aligned at the end. */
  readonly align?: "start" | "end";
  /** Stays in sight at the end while the grid scrolls sideways: for the column with the actions. */
  readonly isSticky?: boolean;
  /** Instead of the label, for a heading that is a control (a box that ticks all). */
  readonly renderHead?: () => ReactNode;
  render(row: T, index: number): ReactNode;
}

export interface DataGridProps<T> {
  /** What the list is called, for those who cannot see it. */
  readonly label: string;
  readonly total: number;
  readonly columns: readonly Column<T>[];
  /** The row at a place, or nothing while it is on its way. */
  readonly getRow: (index: number) => T | undefined;
  /** Told which rows are looked at, so that they can be fetched. */
  readonly onRange?: ((from: number, to: number) => void) | undefined;
  readonly rowKey: (row: T) => string | number;
  /** In pixels; 40 unless told. Every row has the same, its detail what it needs. */
  readonly rowHeight?: number | undefined;
  readonly onOpen?: ((row: T, index: number) => void) | undefined;
  readonly onToggle?: ((row: T, index: number) => void) | undefined;
  readonly isOpen?: ((row: T) => boolean) | undefined;
  /** Shown below a row that is open. Without it, an open row is marked as the one whose detail stands elsewhere. */
  readonly renderDetail?: ((row: T) => ReactNode) | undefined;
  /** How a row looks on a phone. Without it, the grid scrolls sideways. */
  readonly renderCard?: ((row: T, index: number) => ReactNode) | undefined;
  /** The card itself leads where opening would. */
  readonly isCardLinked?: boolean | undefined;
  readonly empty?: ReactNode;
  /** How high the grid may grow before it scrolls. */
  readonly maxHeight?: string | undefined;
  /** When it changes, the grid goes back to its top: give it what the filter is. */
  readonly resetKey?: string | undefined;
  /** `name` or `-name`. */
  readonly sort?: string | undefined;
  readonly onSort?: ((sort: string) => void) | undefined;
  readonly rowTone?: ((row: T) => "good" | "waiting" | "bad" | undefined) | undefined;
}

/** A list of any length: only what is on screen is in the page. A grid on wide screens, cards on phones. */
export function DataGrid<T>(props: DataGridProps<T>) {
  const isNarrow = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  if (props.total === 0) return <>{props.empty}</>;
  if (isNarrow && props.renderCard !== undefined) return <CardList {...props} renderCard={props.renderCard} />;
  return <GridTable {...props} />;
}
