import type { Seat } from "./queries.ts";

type Counts = Pick<Seat, "bought" | "assigned" | "assignedToInactive" | "billed">;

/** What somebody should look at, in words, worst first; null where everything agrees. What is billed nowhere is no difference. */
export function explainSeat({
  bought,
  assigned,
  assignedToInactive,
  billed,
}: Counts): { readonly tone: "bad" | "waiting"; readonly words: string } | null {
  if (assigned > bought) return { tone: "bad", words: `${(assigned - bought).toLocaleString()} more assigned than bought` };
  if (billed !== bought && billed > 0) {
    const more = Math.abs(billed - bought).toLocaleString();
    return { tone: "bad", words: billed > bought ? `${more} more billed than bought` : `${more} bought and not billed` };
  }
  if (assignedToInactive > 0) return { tone: "waiting", words: `${assignedToInactive.toLocaleString()} could be taken back` };
  return null;
}
