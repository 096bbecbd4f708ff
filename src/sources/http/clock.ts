import { setTimeout as sleepFor } from "node:timers/promises";

/** Time and chance, injected so that waiting can be tested without waiting. `sleep` rejects with the signal's reason when cancelled. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: async (milliseconds, signal) => {
    signal.throwIfAborted();
    try {
      await sleepFor(milliseconds, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};
