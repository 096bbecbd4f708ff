import { useSyncExternalStore } from "react";
import { formatDuration, formatTime, tellTime } from "./tell-time.ts";

export { formatDuration, formatTime };

/** A moment as a person would say it; the exact time on hover. */
export function When({ at }: { readonly at: string | null }) {
  const now = useSyncExternalStore(everyHalfMinute, () => halfMinute);
  if (at === null) return <span>never</span>;
  return (
    <time dateTime={at} title={formatTime(at)} style={{ whiteSpace: "nowrap" }}>
      {tellTime(new Date(at), new Date(Math.max(now, Date.now())))}
    </time>
  );
}

let halfMinute = Date.now();
const listeners = new Set<() => void>();
let clock: number | undefined;

/** One clock for all times on the page. */
function everyHalfMinute(listener: () => void): () => void {
  listeners.add(listener);
  clock ??= window.setInterval(() => {
    halfMinute = Date.now();
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(clock);
    clock = undefined;
  };
}
