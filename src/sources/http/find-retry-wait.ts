/** Waits 1, 2, 4, 8 and 16 seconds, then gives up: the schedule that Google documents (developers.google.com/workspace/admin/directory/v1/limits). */
export const retryLimit = 5;

const longestRetryAfter = 5 * 60_000;

/**
 * Milliseconds before asking again, or null when it is not worth it. `attempt` counts from 0; `random` is drawn anew for each wait.
 * A Retry-After (RFC 9110, 10.2.3: seconds or a date) counts when it is longer than the schedule; one above five minutes ends the attempts.
 */
export function findRetryWait(given: { attempt: number; retryAfter: string | null; now: number; random: number }): number | null {
  if (given.attempt >= retryLimit) return null;
  const scheduled = 1000 * 2 ** given.attempt + Math.floor(given.random * 1000);
  const asked = parseRetryAfter(given.retryAfter, given.now);
  if (asked === null) return scheduled;
  if (asked > longestRetryAfter) return null;
  return Math.max(asked, scheduled);
}

/** Milliseconds from now that a Retry-After header asks for; null when it is missing or unreadable. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
