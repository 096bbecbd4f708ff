import { type MouseEvent, memo, type ReactNode } from "react";
import classes from "./data-grid.module.css";
import type { Column } from "./data-grid.tsx";
import { IconChevronRight } from "./icons.ts";

interface Props<T> {
  readonly id: string;
  readonly index: number;
  /** Pixels from the top of the body. */
  readonly start: number;
  readonly height: number;
  readonly template: string;
  readonly row: T | undefined;
  readonly rowKey: string | number;
  readonly columns: readonly Column<T>[];
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly measure: ((element: HTMLElement | null) => void) | undefined;
  readonly onOpen: ((row: T, index: number) => void) | undefined;
  readonly onFocus: (index: number) => void;
  readonly renderDetail: ((row: T) => ReactNode) | undefined;
  readonly tone: "good" | "waiting" | "bad" | undefined;
}

function Row<T>(props: Props<T>) {
  const { id, index, start, height, template, row, rowKey, columns, isActive, isOpen, measure, onOpen, onFocus, renderDetail, tone } =
    props;

  function open(event: MouseEvent<HTMLDivElement>) {
    if (row === undefined || onOpen === undefined || isControl(event.target) || hasSelection()) return;
    onOpen(row, index);
  }

  return (
    <div
      ref={measure}
      data-index={index}
      data-open={isOpen && renderDetail !== undefined}
      className={classes.place}
      style={{ transform: `translateY(${start}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as its grid */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys */}
      <div
        id={id}
        role="row"
        data-row={rowKey}
        data-tone={tone}
        data-clickable={onOpen !== undefined}
        aria-rowindex={index + 2}
        {...(renderDetail === undefined && onOpen !== undefined ? { "aria-selected": isOpen } : {})}
        tabIndex={isActive ? 0 : -1}
        className={classes.row}
        style={{ gridTemplateColumns: template, height }}
        onClick={open}
        onFocus={() => onFocus(index)}
      >
        {renderDetail !== undefined && (
          <Cell>
            {row !== undefined && onOpen !== undefined && (
              <button
                type="button"
                className={classes.opener}
                tabIndex={-1}
                aria-label="Details"
                aria-expanded={isOpen}
                onClick={() => onOpen(row, index)}
              >
                <IconChevronRight size={15} className={classes.chevron} data-open={isOpen} aria-hidden />
              </button>
            )}
          </Cell>
        )}
        {columns.map((column) => (
          <Cell key={column.key} align={column.align} isSticky={column.isSticky}>
            {row === undefined ? <span className={classes.coming} /> : column.render(row, index)}
          </Cell>
        ))}
      </div>
      {isOpen && row !== undefined && renderDetail !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: as its grid
        // biome-ignore lint/a11y/useFocusableInteractive: what is in it takes the focus
        <div role="row" className={classes.detailRow}>
          {/* biome-ignore lint/a11y/useSemanticElements: as its grid */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: what is in it takes the focus */}
          <div role="gridcell" aria-colspan={columns.length + 1} className={classes.detail}>
            {renderDetail(row)}
          </div>
        </div>
      )}
    </div>
  );
}

/** One row; drawn anew only when something of it changed. */
export const GridRow = memo(Row) as typeof Row; // memo forgets that the component is generic.

interface CellProps {
  readonly align?: "start" | "end" | undefined;
  readonly isSticky?: boolean | undefined;
  readonly children: ReactNode;
}

function Cell({ align, isSticky, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as its grid
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus
    <div role="gridcell" className={classes.cell} data-align={align} data-sticky={isSticky}>
      {children}
    </div>
  );
}

/** A click on a link, a box or a button of a row is theirs. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button, input, label, select, textarea, [role=menuitem]") !== null;
}

/** Somebody who marks text to copy it does not want to open the row. */
function hasSelection(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}
