import { type RefObject, useEffect, useRef } from "react";
import type { Chosen } from "./use-chosen.ts";

/** `x` ticks the row with the focus, `Shift` `x` all from the last tick to it. */
export function useChoiceKeys(list: RefObject<HTMLElement | null>, chosen: Chosen, isOn: boolean): void {
  const newest = useRef(chosen);
  newest.current = chosen;
  useEffect(() => {
    if (!isOn) return;
    function hear(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "x") return;
      const row = event.target instanceof HTMLElement && !isTyping(event.target) ? event.target.closest("[data-row]") : null;
      if (row === null || list.current?.contains(row) !== true) return;
      event.preventDefault();
      // The head is the first row.
      newest.current.toggle(Number(row.getAttribute("aria-rowindex")) - 2, event.shiftKey);
    }
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [list, isOn]);
}

function isTyping(target: HTMLElement): boolean {
  return target.matches("input:not([type=checkbox]), textarea, select") || target.isContentEditable;
}
