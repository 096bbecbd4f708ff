const minute = 60;
const hour = 60 * minute;

/** Seconds between a try that failed and the next: together about a day. */
const waits = [10, minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour, 10 * hour];

/** When a delivery is tried again after so many tries; null when it is given up. */
export function planNextTry(tries: number, now: Date): Date | null {
  const seconds = waits[tries - 1];
  return seconds === undefined ? null : new Date(now.getTime() + seconds * 1000);
}

/** Until when a webhook gets nothing after so many failures in a row, so that a receiver that is down is not asked for every event. */
export function planRest(failures: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(5 * 2 ** Math.min(failures - 1, 10), 5 * minute) * 1000);
}
