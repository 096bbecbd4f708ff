const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `21 Nov 2025, 14:02`, in the reader's own time zone. */
export function formatTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** `0.4 s`, `2 min 5 s`, `1 h 12 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toLocaleString(undefined, { maximumFractionDigits: 1 })} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** How a person would say it: `just now`, `3 min ago`, `today 09:12`, `yesterday 14:02`, `Tue 14:02`, `3 Nov`, `in 24 days`. */
export function tellTime(at: Date, now: Date): string {
  const ago = now.getTime() - at.getTime();
  if (ago < 0) return tellFuture(at, -ago, now);
  if (ago < minute) return "just now";
  if (ago < hour) return `${Math.floor(ago / minute)} min ago`;
  const days = daysBetween(at, now);
  if (days === 0) return `today ${clock(at)}`;
  if (days === 1) return `yesterday ${clock(at)}`;
  if (days < 7) return `${at.toLocaleDateString(undefined, { weekday: "short" })} ${clock(at)}`;
  return date(at, now);
}

function tellFuture(at: Date, ahead: number, now: Date): string {
  if (ahead < minute) return "in a moment";
  if (ahead < hour) return `in ${Math.ceil(ahead / minute)} min`;
  const days = daysBetween(now, at);
  if (days === 0) return `today ${clock(at)}`;
  if (days === 1) return `tomorrow ${clock(at)}`;
  if (days <= 30) return `in ${days} days`;
  return date(at, now);
}

function daysBetween(from: Date, to: Date): number {
  return Math.round((midnight(to) - midnight(from)) / day);
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function clock(at: Date): string {
  return at.toLocaleTimeString(undefined, { timeStyle: "short" });
}

function date(at: Date, now: Date): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return at.toLocaleDateString(undefined, { day: "numeric", month: "short", ...year });
}
