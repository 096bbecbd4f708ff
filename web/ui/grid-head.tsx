import { VisuallyHidden } from "@mantine/core";
import classes from "./data-grid.module.css";
import type { Column } from "./data-grid.tsx";
import { IconArrowDown, IconArrowUp } from "./icons.ts";

/** In pixels; the head sticks over the first row. */
export const headHeight = 36;

interface Props<T> {
  readonly columns: readonly Column<T>[];
  readonly template: string;
  readonly hasDetail: boolean;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}

/** The headings of a grid; those that sort are buttons. */
export function GridHead<T>({ columns, template, hasDetail, sort, onSort }: Props<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as its grid
    // biome-ignore lint/a11y/useFocusableInteractive: headings that sort hold a button
    <div role="row" aria-rowindex={1} className={classes.head} style={{ gridTemplateColumns: template, height: headHeight }}>
      {hasDetail && (
        // biome-ignore lint/a11y/useSemanticElements: as its grid
        // biome-ignore lint/a11y/useFocusableInteractive: nothing to do here
        <div role="columnheader" className={classes.heading}>
          <VisuallyHidden>Details</VisuallyHidden>
        </div>
      )}
      {columns.map((column) => {
        const direction = column.sortKey === undefined ? undefined : directionOf(sort, column.sortKey);
        return (
          // biome-ignore lint/a11y/useSemanticElements: as its grid
          // biome-ignore lint/a11y/useFocusableInteractive: headings that sort hold a button
          <div
            key={column.key}
            role="columnheader"
            className={classes.heading}
            data-align={column.align}
            data-sticky={column.isSticky}
            {...(direction === undefined ? {} : { "aria-sort": direction })}
          >
            <Heading column={column} direction={direction} onSort={onSort} />
          </div>
        );
      })}
    </div>
  );
}

type Direction = "ascending" | "descending" | "none";

interface HeadingProps<T> {
  readonly column: Column<T>;
  readonly direction: Direction | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}

function Heading<T>({ column, direction, onSort }: HeadingProps<T>) {
  const { sortKey, label } = column;
  if (column.renderHead !== undefined) return <>{column.renderHead()}</>;
  if (sortKey === undefined || onSort === undefined) return <span title={label}>{label}</span>;
  return (
    <button
      type="button"
      className={classes.sorter}
      title={`Sort by ${label.toLocaleLowerCase()}`}
      onClick={() => onSort(direction === "ascending" ? `-${sortKey}` : sortKey)}
    >
      {label}
      {direction === "ascending" && <IconArrowUp size={13} aria-hidden />}
      {direction === "descending" && <IconArrowDown size={13} aria-hidden />}
    </button>
  );
}

function directionOf(sort: string | undefined, key: string): Direction {
  if (sort === key) return "ascending";
  return sort === `-${key}` ? "descending" : "none";
}
