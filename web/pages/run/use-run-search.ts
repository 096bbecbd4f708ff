import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { RunSearch } from "./run-search.ts";

/** The filters in the address, and how to change them. Changing a filter closes the open row; it may not be among what is left. */
export function useRunSearch(): { readonly search: RunSearch; readonly change: (change: RunSearch) => void } {
  const search = useSearch({ from: "/runs/$runId" });
  const navigate = useNavigate({ from: "/runs/$runId" });
  const change = useCallback(
    (change: RunSearch) => {
      void navigate({
        to: ".",
        search: (before: RunSearch) => ({ ...before, open: undefined, ...change }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return { search, change };
}
