import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api.ts";

/** The start page; its waiting list is also the number in the menu, so it is asked for every 15 seconds while the page is looked at. */
export function useHome(isAllowed = true) {
  return useQuery({
    queryKey: ["home"],
    queryFn: () => ask(api.home.$get()),
    refetchInterval: 15_000,
    refetchOnWindowFocus: true,
    enabled: isAllowed,
  });
}

/** Who is left out because something is wrong. */
export function useLeftOut() {
  return useQuery({ queryKey: ["home", "left out"], queryFn: () => ask(api["left-out"].$get()) });
}

/** What a search over everything finds. */
export function useSearch(q: string) {
  return useQuery({
    queryKey: ["search", q],
    queryFn: () => ask(api.search.$get({ query: { q } })),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
}
