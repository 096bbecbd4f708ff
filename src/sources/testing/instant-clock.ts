import type { Clock } from "../http/clock.ts";

/** A clock for tests: a sleep is over at once, moves the time on and is written down. `random` always answers a half. */
export interface InstantClock extends Clock {
  readonly sleeps: number[];
  pass(milliseconds: number): void;
}

/** Starts at a fixed moment of 2026, or at the one given. */
export function createInstantClock(startsAt = Date.UTC(2026, 0, 5, 9)): InstantClock {
  let now = startsAt;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    random: () => 0.5,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
    },
  };
}
