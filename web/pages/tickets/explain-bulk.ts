import type { TicketRecord } from "./ticket-record.ts";

interface BulkLine {
  readonly from: string;
  readonly n: number;
}

interface BulkEffect {
  /** What tickets have now that would get another value, with how many have it; most first. */
  readonly lines: readonly BulkLine[];
  readonly changes: number;
  /** How many have the value already. */
  readonly same: number;
}

/** What a change of one field does to the tickets that were chosen. */
export function explainBulk(
  tickets: readonly TicketRecord[],
  { field, value }: { readonly field: string; readonly value: unknown },
): BulkEffect {
  const changing = tickets.filter((ticket) => ticket[field] !== value);
  const byValue = Map.groupBy(changing, (ticket) => ticket.labels[field] ?? "nothing");
  const lines = [...byValue]
    .map(([from, { length }]) => ({ from, n: length }))
    .toSorted((a, b) => b.n - a.n || a.from.localeCompare(b.from));
  return { lines, changes: changing.length, same: tickets.length - changing.length };
}
