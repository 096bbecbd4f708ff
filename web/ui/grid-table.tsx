import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import classes from "./data-grid.module.css";
import type { DataGridProps } from "./data-grid.tsx";
import { GridHead, headHeight } from "./grid-head.tsx";
import { GridRow } from "./grid-row.tsx";

/** The grid of wide screens: the head sticks, arrow keys walk the rows, a row's detail opens below it. */
export function GridTable<T>(props: DataGridProps<T>) {
  const { label, total, columns, getRow, onRange, rowKey, rowHeight = 40, resetKey, renderDetail, isOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const activeIndex = Math.min(active, total - 1);
  const hasDetail = renderDetail !== undefined;

  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      // The row that has the focus stays in the page, or the focus would be lost.
      return indexes.includes(activeIndex) ? indexes : [...indexes, activeIndex].toSorted((a, b) => a - b);
    },
    [activeIndex],
  );

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    measureElement: (element, entry) => {
      // A closed row's height is known; only details are measured.
      if (element.getAttribute("data-open") !== "true") return rowHeight;
      return Math.round(entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height);
    },
    overscan: 6,
    rangeExtractor,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });

  // New rows are drawn in slices between frames; scrolling itself never waits for them.
  const rows = useDeferredValue(virtual.getVirtualItems());
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => onRange?.(first, Math.min(last, total - 1)), [onRange, first, last, total]);

  useResetToTop(resetKey, () => {
    setActive(0);
    virtual.scrollToOffset(0);
    virtual.measure();
  });

  const focusRow = useFocusWhenThere(scroller, id);
  const goTo = useCallback(
    (index: number) => {
      const next = Math.max(0, Math.min(total - 1, index));
      setActive(next);
      virtual.scrollToIndex(next, { align: "auto" });
      focusRow(next);
    },
    [total, virtual, focusRow],
  );

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const row = event.target instanceof HTMLElement ? event.target.closest("[data-row]") : null;
    if (event.altKey || event.ctrlKey || event.metaKey || row === null) return;
    const isOnRow = event.target === row;
    const sheet = Math.max(1, last - first - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: sheet, PageUp: -sheet, Home: -total, End: total };
    const step = steps[event.key];
    if (step !== undefined && (isOnRow || !wantsArrows(event.target))) {
      event.preventDefault();
      goTo(activeIndex + step);
      return;
    }
    const value = getRow(activeIndex);
    if (!isOnRow || value === undefined) return;
    const act = event.key === "Enter" ? props.onOpen : event.key === " " ? (props.onToggle ?? props.onOpen) : undefined;
    if (act === undefined) return;
    event.preventDefault();
    act(value, activeIndex);
  }

  const template = useMemo(() => templateOf(columns, hasDetail), [columns, hasDetail]);
  const minWidth = useMemo(() => minWidthOf(columns, hasDetail), [columns, hasDetail]);

  return (
    <div ref={scroller} className={classes.scroller} style={{ maxHeight: props.maxHeight ?? "max(22rem, calc(100dvh - 15rem))" }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be windowed; the roles say what it is. */}
      <div role="grid" aria-label={label} aria-rowcount={total + 1} className={classes.grid} style={{ minWidth }} onKeyDown={onKeyDown}>
        <GridHead columns={columns} template={template} hasDetail={hasDetail} sort={props.sort} onSort={props.onSort} />
        <div className={classes.body} style={bodyStyle(virtual.getTotalSize(), rowHeight)}>
          {rows.map((item) => {
            const row = getRow(item.index);
            return (
              <GridRow
                key={item.index}
                id={`${id}-${item.index}`}
                index={item.index}
                start={item.start - headHeight}
                height={rowHeight}
                template={template}
                row={row}
                rowKey={row === undefined ? "" : rowKey(row)}
                columns={columns}
                isActive={item.index === activeIndex}
                isOpen={row !== undefined && (isOpen?.(row) ?? false)}
                measure={hasDetail ? virtual.measureElement : undefined}
                onOpen={props.onOpen}
                onFocus={setActive}
                renderDetail={renderDetail}
                tone={row === undefined ? undefined : props.rowTone?.(row)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Focuses a row as soon as it is in the page: a row far away is drawn only after the scroll. */
function useFocusWhenThere(scroller: React.RefObject<HTMLDivElement | null>, id: string) {
  const wanted = useRef<number | null>(null);
  const tryFocus = useCallback(() => {
    if (wanted.current === null) return;
    const element = scroller.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${wanted.current}`)}`);
    if (element === null || element === undefined) return;
    wanted.current = null;
    element.focus({ preventScroll: true });
  }, [scroller, id]);
  useLayoutEffect(tryFocus);
  return useCallback(
    (index: number) => {
      wanted.current = index;
      tryFocus();
    },
    [tryFocus],
  );
}

function useResetToTop(key: string | undefined, reset: () => void) {
  const before = useRef(key);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    reset();
  });
}

/** Controls in a row that use arrow keys themselves. */
function wantsArrows(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("textarea, select, [role=combobox], [role=menuitem], [role=radio], input:not([type=checkbox])");
}

function bodyStyle(height: number, rowHeight: number): CSSProperties {
  // Custom properties are styles, too, which React's types do not know.
  return { height, "--row-height": `${rowHeight}px` } as CSSProperties;
}

const chevronWidth = 32;

function templateOf<T>(columns: DataGridProps<T>["columns"], hasDetail: boolean): string {
  const tracks = columns.map(({ width, minWidth = 80 }) => {
    if (width === undefined || width === "auto") return `minmax(${minWidth}px, 1fr)`;
    return width.endsWith("fr") ? `minmax(${minWidth}px, ${width})` : width;
  });
  return [...(hasDetail ? [`${chevronWidth}px`] : []), ...tracks].join(" ");
}

/** The sum of what the columns cannot do without; the browser adds lengths that are not pixels. */
function minWidthOf<T>(columns: DataGridProps<T>["columns"], hasDetail: boolean): string {
  const widths = columns.map(({ width, minWidth = 80 }) =>
    width === undefined || width === "auto" || width.endsWith("fr") ? `${minWidth}px` : width,
  );
  return `calc(${[...(hasDetail ? [`${chevronWidth}px`] : []), ...widths, "1rem"].join(" + ")})`;
}
