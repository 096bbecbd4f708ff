import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from "react";
import classes from "./data-grid.module.css";
import type { DataGridProps } from "./data-grid.tsx";

type Props<T> = DataGridProps<T> & { readonly renderCard: (row: T, index: number) => ReactNode };

/** The list of phones: a card for a row, scrolling with the page. */
export function CardList<T>(props: Props<T>) {
  const {
    label,
    total,
    getRow,
    onRange,
    rowHeight = 40,
    renderCard,
    renderDetail,
    isOpen,
    onOpen,
    rowTone,
    isCardLinked = false,
    resetKey,
  } = props;
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another filter, something else may stand above the list.
  useLayoutEffect(() => setOffset(Math.round((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)), [total, resetKey]);

  const virtual = useWindowVirtualizer({ count: total, estimateSize: () => rowHeight * 2.4, overscan: 4, gap: 8, scrollMargin: offset });
  const items = useDeferredValue(virtual.getVirtualItems());
  const shown = useRef(resetKey);
  useEffect(() => {
    if (shown.current === resetKey) return;
    shown.current = resetKey;
    if (window.scrollY > offset) window.scrollTo({ top: Math.max(0, offset - 120) });
  }, [resetKey, offset]);

  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => onRange?.(first, Math.min(last, total - 1)), [onRange, first, last, total]);

  return (
    <ul ref={list} aria-label={label} className={classes.cards} style={{ height: virtual.getTotalSize() }}>
      {items.map((item) => {
        const row = getRow(item.index);
        const isShown = row !== undefined && (isOpen?.(row) ?? false);
        return (
          <li
            key={item.index}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={total}
            aria-posinset={item.index + 1}
            className={classes.card}
            data-tone={row === undefined ? undefined : rowTone?.(row)}
            data-open={isShown}
            style={{ transform: `translateY(${item.start - offset}px)` }}
          >
            {row === undefined ? <span className={classes.coming} style={{ height: rowHeight }} /> : renderCard(row, item.index)}
            {row !== undefined && renderDetail !== undefined && onOpen !== undefined && (
              <button type="button" className={classes.more} aria-expanded={isShown} onClick={() => onOpen(row, item.index)}>
                {isShown ? "Less" : "Details"}
              </button>
            )}
            {row !== undefined && renderDetail === undefined && onOpen !== undefined && !isCardLinked && (
              <button type="button" className={classes.more} onClick={() => onOpen(row, item.index)}>
                Open
              </button>
            )}
            {isShown && row !== undefined && renderDetail?.(row)}
          </li>
        );
      })}
    </ul>
  );
}
