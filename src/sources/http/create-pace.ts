import type { Pace } from "../../model/connection.ts";
import type { Clock } from "./clock.ts";

/** Lets requests through: no more at once, and no more in any 60 seconds, than the pace allows. First come, first served. */
export interface PaceGate {
  /** Resolves when a request may be sent; the answer is called once when the request is over. Rejects with the signal's reason. */
  enter(signal: AbortSignal): Promise<() => void>;
}

const minute = 60_000;

/** A gate for one connection. The minute is a sliding one, so that two full minutes' worth never falls into one of the vendor's. */
export function createPace(pace: Pace, clock: Clock): PaceGate {
  const places = createPlaces(pace.atOnce);
  const sentAt: number[] = [];
  let sent = 0;

  return {
    async enter(signal) {
      const leave = await places.take(signal);
      try {
        const slot = sent % pace.perMinute;
        const now = clock.now();
        const mayGoAt = Math.max(now, (sentAt[slot] ?? Number.NEGATIVE_INFINITY) + minute);
        sentAt[slot] = mayGoAt;
        sent += 1;
        if (mayGoAt > now) await clock.sleep(mayGoAt - now, signal);
        return leave;
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}

function createPlaces(count: number): { take(signal: AbortSignal): Promise<() => void> } {
  let taken = 0;
  const waiting = new Set<() => void>();

  function giveBack(): void {
    taken -= 1;
    const [next] = waiting;
    if (next === undefined) return;
    waiting.delete(next);
    taken += 1;
    next();
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (taken < count) {
        taken += 1;
        return giveBack;
      }
      await new Promise<void>((resolve, reject) => {
        const proceed = () => {
          signal.removeEventListener("abort", cancel);
          resolve();
        };
        const cancel = () => {
          waiting.delete(proceed);
          reject(signal.reason);
        };
        waiting.add(proceed);
        signal.addEventListener("abort", cancel, { once: true });
      });
      return giveBack;
    },
  };
}
