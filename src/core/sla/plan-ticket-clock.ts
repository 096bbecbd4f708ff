import { addWorkingMinutes, measureWorkingMinutes, type WorkingTime } from "./working-time.ts";

/** What an SLA promises for one priority, and when its clock runs; null minutes promise nothing. */
export interface SlaPromise {
  readonly hours: WorkingTime;
  readonly responseMinutes: number | null;
  readonly resolutionMinutes: number | null;
}

/** How a ticket's clock stands. While `waitingSince` or `closedAt` is set, it does not run. `waitedMinutes` are whole working minutes. */
export interface TicketClock {
  readonly isClosed: boolean;
  readonly waitingSince: Date | null;
  readonly waitedMinutes: number;
  readonly respondBy: Date | null;
  readonly resolveBy: Date | null;
  readonly respondedAt: Date | null;
  readonly closedAt: Date | null;
}

/** What happens to a clock: the status' state from now on, and whether priority or SLA are others than before. */
export interface ClockChange {
  /** How it stood; null for a new ticket. */
  readonly before: TicketClock | null;
  readonly createdAt: Date;
  readonly now: Date;
  readonly state: "open" | "waiting" | "closed";
  /** Null where there is no SLA, or none for the priority. */
  readonly promise: SlaPromise | null;
  readonly isPromiseNew: boolean;
}

/**
 * A ticket's clock after a change (D4). It runs in working hours and stands while a ticket waits or is closed: deadlines move by that long
 * when it goes on. Who solves a ticket has answered it, and an answer's deadline moves no more once there is an answer.
 */
export function planTicketClock({ before, createdAt, now, state, promise, isPromiseNew }: ClockChange): TicketClock {
  const former = before ?? newClock;
  const stoodSince = former.waitingSince ?? former.closedAt;
  const isStanding = (state === "waiting" && former.waitingSince !== null) || (state === "closed" && former.closedAt !== null);
  const stood =
    stoodSince === null || isStanding || promise === null ? 0 : measureWorkingMinutes(promise.hours, { from: stoodSince, to: now });
  const waitedMinutes = former.waitedMinutes + Math.round(stood);
  const due = (minutes: number | null | undefined) =>
    promise === null || minutes === null || minutes === undefined
      ? null
      : addWorkingMinutes(promise.hours, createdAt, minutes + waitedMinutes);
  const isAnswered = former.respondedAt !== null;
  return {
    isClosed: state === "closed",
    waitedMinutes,
    waitingSince: state === "waiting" ? (former.waitingSince ?? now) : null,
    closedAt: state === "closed" ? (former.closedAt ?? now) : null,
    respondedAt: former.respondedAt ?? (state === "closed" ? now : null),
    respondBy: isAnswered && !isPromiseNew ? former.respondBy : due(promise?.responseMinutes),
    resolveBy: due(promise?.resolutionMinutes),
  };
}

const newClock: TicketClock = {
  isClosed: false,
  waitingSince: null,
  waitedMinutes: 0,
  respondBy: null,
  resolveBy: null,
  respondedAt: null,
  closedAt: null,
};
