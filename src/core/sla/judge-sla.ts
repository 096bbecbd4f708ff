import type { TicketClock } from "./plan-ticket-clock.ts";
import { measureWorkingMinutes, type WorkingTime } from "./working-time.ts";

/** How one deadline of a ticket stands, in whole working minutes. `waits`: the clock stands, with so many left (less than none: overdue already). */
export type SlaStanding =
  | { readonly kind: "none" }
  | { readonly kind: "met"; readonly at: Date }
  | { readonly kind: "missed"; readonly byMinutes: number }
  | { readonly kind: "due"; readonly inMinutes: number }
  | { readonly kind: "overdue"; readonly byMinutes: number }
  | { readonly kind: "waits"; readonly leftMinutes: number };

/** Both deadlines of a ticket. */
export interface SlaState {
  readonly response: SlaStanding;
  readonly resolution: SlaStanding;
}

/** How a ticket stands against its SLA at a moment; `hours` are those of the SLA, null where it has none. */
export function judgeSla(clock: TicketClock, { hours, now }: { readonly hours: WorkingTime | null; readonly now: Date }): SlaState {
  const judge = (by: Date | null, done: Date | null): SlaStanding => {
    if (by === null || hours === null) return { kind: "none" };
    if (done !== null) {
      const late = Math.round(measureWorkingMinutes(hours, { from: by, to: done }));
      return late > 0 ? { kind: "missed", byMinutes: late } : { kind: "met", at: done };
    }
    const left = leftAt(hours, by, clock.waitingSince ?? now);
    if (clock.waitingSince !== null) return { kind: "waits", leftMinutes: left };
    return by.getTime() < now.getTime() ? { kind: "overdue", byMinutes: -left } : { kind: "due", inMinutes: left };
  };
  return { response: judge(clock.respondBy, clock.respondedAt), resolution: judge(clock.resolveBy, clock.closedAt) };
}

function leftAt(hours: WorkingTime, by: Date, at: Date): number {
  const left = measureWorkingMinutes(hours, { from: at, to: by });
  return Math.round(by >= at ? left : -measureWorkingMinutes(hours, { from: by, to: at }));
}
