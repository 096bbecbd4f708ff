import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/** Where `g` and a letter lead. */
export const destinations = {
  h: { to: "/", label: "Home" },
  t: { to: "/tickets", label: "Tickets" },
  d: { to: "/directories", label: "Directories" },
  r: { to: "/runs", label: "Runs" },
  w: { to: "/why", label: "Why" },
  p: { to: "/users", label: "People" },
} as const;

interface Options {
  readonly onSearch: () => void;
  readonly onKeys: () => void;
}

/** The keys that work everywhere, but never while somebody types or answers a dialog. */
export function useKeys({ onSearch, onKeys }: Options): void {
  const navigate = useNavigate();
  const pressed = useRef({ at: Number.NEGATIVE_INFINITY });

  useEffect(() => {
    function hear(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const isSecond = event.timeStamp - pressed.current.at < 1_500;
      pressed.current = { at: Number.NEGATIVE_INFINITY };
      if (isSecond) {
        const place = placeOf(event.key);
        if (place === undefined) return;
        event.preventDefault();
        void navigate({ to: place.to });
      } else if (event.key === "/") {
        event.preventDefault();
        onSearch();
      } else if (event.key === "?") {
        event.preventDefault();
        onKeys();
      } else if (event.key === "g") {
        pressed.current = { at: event.timeStamp };
      }
    }
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [navigate, onSearch, onKeys]);
}

function placeOf(key: string) {
  return Object.entries(destinations).find(([letter]) => letter === key)?.[1];
}

/** Keys belong to whatever is typed in, and to a dialog that is open. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]") !== null;
}
