import { useEffect, useRef } from "react";

interface ListKeys {
  /** Which rows there are is known to the grid; this tells what to do with the one that is walked to. */
  readonly onWalk: (step: 1 | -1) => void;
  readonly onChoose: () => void;
}

/** `j` and `k` walk a list from anywhere on its page, `x` chooses the row; Enter and the arrows are the grid's own. */
export function useListKeys({ onWalk, onChoose }: ListKeys): void {
  useKeys({ j: () => onWalk(1), k: () => onWalk(-1), x: onChoose });
}

/** `n` begins a new one. */
export function useNewKey(onNew: () => void): void {
  useKeys({ n: onNew });
}

function useKeys(deeds: Readonly<Record<string, () => void>>): void {
  const newest = useRef(deeds);
  newest.current = deeds;
  useEffect(() => {
    function hear(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const deed = newest.current[event.key];
      if (deed === undefined) return;
      event.preventDefault();
      deed();
    }
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

/** Keys belong to whatever is typed in, and to a dialog that is open. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu]") !== null;
}
