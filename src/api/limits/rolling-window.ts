import type { Allowance } from "./limit-calls.ts";

/** Beyond so many callers, those who have been quiet are forgotten. */
const remembered = 1_000;

/**
 * Allows so many calls in any stretch of so many milliseconds, for each key by itself. A call that is refused does not count. The reset is
 * when the oldest call that counts no longer does.
 */
export function createRollingWindow({ limit, milliseconds }: { readonly limit: number; readonly milliseconds: number }) {
  const calls = new Map<string, number[]>();
  return (key: string, now: Date): Allowance => {
    const at = now.getTime();
    if (calls.size > remembered) forgetQuiet(calls, at - milliseconds);
    const recent = (calls.get(key) ?? []).filter((time) => time > at - milliseconds);
    const isExceeded = recent.length >= limit;
    if (!isExceeded) recent.push(at);
    calls.set(key, recent);
    const resetSeconds = Math.max(1, Math.ceil(((recent[0] ?? at) + milliseconds - at) / 1000));
    return { limit, remaining: limit - recent.length, resetSeconds, isExceeded };
  };
}

function forgetQuiet(calls: Map<string, number[]>, before: number): void {
  for (const [key, times] of calls) if ((times.at(-1) ?? 0) <= before) calls.delete(key);
}
