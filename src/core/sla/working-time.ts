import { DateTime } from "luxon";
import type { Holiday, WeekHours } from "../../model/records/ticket-setup.ts";

/** When somebody works: spans by day of the week as clocks in the time zone show them, but not on holidays. */
export interface WorkingTime {
  readonly timeZone: string;
  readonly week: WeekHours;
  readonly holidays: readonly Pick<Holiday, "date">[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const minute = 60_000;
const dayMs = 24 * 60 * minute;
/** Nobody waits longer; working hours that hold next to none must end somewhere. */
const longestSearch = 40 * 366;

/** How many working minutes lie between two moments, fractions included; none where the second is not later. */
export function measureWorkingMinutes(hours: WorkingTime, between: { readonly from: Date; readonly to: Date }): number {
  const from = between.from.getTime();
  const to = between.to.getTime();
  let worked = 0;
  for (const span of listSpans(hours, from)) {
    if (span.from >= to) break;
    worked += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  }
  return worked / minute;
}

/** The first moment by which so many minutes of work have passed; null where that never comes. */
export function addWorkingMinutes(hours: WorkingTime, from: Date, minutes: number): Date | null {
  let left = minutes * minute;
  if (left <= 0) return from;
  for (const span of listSpans(hours, from.getTime())) {
    const begins = Math.max(span.from, from.getTime());
    const length = Math.max(0, span.to - begins);
    if (length >= left) return new Date(begins + left);
    left -= length;
  }
  return null;
}

/** The spans of work from the day of a moment on, in order, none touching another twice. */
function* listSpans(hours: WorkingTime, from: number): Iterable<Span> {
  if (Object.values(hours.week).every((spans) => spans === undefined || spans.length === 0)) return;
  const { year, month, day } = DateTime.fromMillis(from, { zone: hours.timeZone });
  const first = Date.UTC(year, month - 1, day);
  for (let n = 0; n < longestSearch; n += 1) yield* findSpans(hours, first + n * dayMs);
}

/** Days that were worked out already: lists ask for the same days of the same hours hundreds of times. */
const known = new WeakMap<WorkingTime, Map<number, readonly Span[]>>();

/** The spans of a day, which is given as its midnight would be in UTC. */
function findSpans(hours: WorkingTime, date: number): readonly Span[] {
  const days = known.get(hours) ?? new Map<number, readonly Span[]>();
  known.set(hours, days);
  const spans = days.get(date) ?? workOutSpans(hours, date);
  days.set(date, spans);
  return spans;
}

function workOutSpans({ timeZone, week, holidays }: WorkingTime, date: number): readonly Span[] {
  const spans = week[weekday(date)] ?? [];
  const text = new Date(date).toISOString().slice(0, 10);
  if (spans.length === 0 || holidays.some((holiday) => holiday.date === text)) return [];
  const day = startOf(date, timeZone);
  // Where a time zone leapt over a whole day, luxon shows the next.
  if (day.toISODate() !== text) return [];
  const next = startOf(date + dayMs, timeZone);
  return merge(spans.map((span) => ({ from: findFirst(day, next, span.from), to: findLast(day, next, span.to) })));
}

/** When a day begins, which is later than midnight where clocks leap over that. */
function startOf(date: number, zone: string): DateTime {
  const utc = new Date(date);
  return DateTime.fromObject({ year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, day: utc.getUTCDate() }, { zone });
}

function weekday(date: number): keyof WeekHours {
  // The schema counts from Monday, 1, to Sunday, 7.
  return String(new Date(date).getUTCDay() || 7) as keyof WeekHours;
}

/** The first moment of a day at which clocks show a time, or have passed it where they are put forward over it. */
function findFirst(day: DateTime, next: DateTime, time: string): number {
  const { at, before } = occurrences(day, next, time);
  return Math.min(at, before);
}

/** As `findFirst`, but the last of two where clocks are put back over it. */
function findLast(day: DateTime, next: DateTime, time: string): number {
  const { at, before } = occurrences(day, next, time);
  return Math.max(at, before);
}

/**
 * A time of a day by the offset that holds at its end, and by the one that holds at its start: they differ where clocks change between, and
 * both are true where a time comes twice. A time that clocks leap over is the moment of the leap.
 */
function occurrences(day: DateTime, next: DateTime, time: string): { readonly at: number; readonly before: number } {
  if (time === "24:00") return { at: next.toMillis(), before: next.toMillis() };
  const [hour = 0, minutes = 0] = time.split(":").map(Number);
  const wall = Date.UTC(day.year, day.month - 1, day.day, hour, minutes);
  const early = wall - day.offset * minute;
  const late = wall - next.offset * minute;
  if (early === late) return { at: early, before: early };
  const shows = (moment: number) => showsAt(day, moment) === wall;
  if (shows(early) && shows(late)) return { at: early, before: late };
  if (shows(early)) return { at: early, before: early };
  if (shows(late)) return { at: late, before: late };
  const leap = findLeap(day, Math.min(early, late), Math.max(early, late));
  return { at: leap, before: leap };
}

/** What clocks show at a moment, as if it were UTC. */
function showsAt(day: DateTime, moment: number): number {
  return moment + DateTime.fromMillis(moment, { zone: day.zone }).offset * minute;
}

/** The first minute of a stretch that has the offset of its end. */
function findLeap(day: DateTime, from: number, to: number): number {
  const offsetAt = (moment: number) => DateTime.fromMillis(moment, { zone: day.zone }).offset;
  const wanted = offsetAt(to);
  let [low, high] = [from, to];
  while (high - low > minute) {
    const middle = low + Math.floor((high - low) / 2 / minute) * minute;
    if (offsetAt(middle) === wanted) high = middle;
    else low = middle;
  }
  return offsetAt(low) === wanted ? low : high;
}

function merge(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (span.to <= span.from) continue;
    if (last !== undefined && span.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else merged.push(span);
  }
  return merged;
}
