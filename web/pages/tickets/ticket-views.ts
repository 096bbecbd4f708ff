import type { QuickView } from "../../../src/model/ticket-view.ts";
import { queryOfSearch, type RecordSearch, textOf } from "../../records/record-search.ts";

/** A view at the top of the list. Only some are counted. */
export interface ListView {
  readonly key: QuickView | "closed" | "all";
  readonly label: string;
  /** What it says when there is nothing in it. */
  readonly empty: string;
}

/** The views that everybody has, in the order in which a day begins. */
export const listViews: readonly ListView[] = [
  { key: "mine", label: "Mine", empty: "No open ticket is yours" },
  { key: "unassigned", label: "Unassigned", empty: "Every open ticket has an agent" },
  { key: "open", label: "Open", empty: "No ticket is open" },
  { key: "waiting", label: "Waiting", empty: "No ticket waits for somebody else" },
  { key: "overdue", label: "Overdue", empty: "Nothing is overdue" },
  { key: "dueToday", label: "Due today", empty: "Nothing is due today" },
  { key: "closed", label: "Closed", empty: "No ticket has been closed yet" },
  { key: "all", label: "All", empty: "No ticket yet" },
];

const first: ListView = { key: "open", label: "Open", empty: "No ticket is open" };

/** The view that an address shows: what is open, where it names none. */
export function viewOfSearch(search: RecordSearch): ListView {
  return listViews.find(({ key }) => key === textOf(search, "view")) ?? first;
}

/** The query of the list as the server takes it. `closed` and `all` are no views of the server's. */
export function queryOfTickets(search: RecordSearch, timeZone: string): Record<string, string> {
  const { view: _view, ...query } = queryOfSearch(search);
  const { key } = viewOfSearch(search);
  if (key === "all") return query;
  if (key === "closed") return { ...query, isClosed: "true" };
  return { ...query, view: key, ...(key === "dueToday" && { timeZone }) };
}
