import { DateTime } from "luxon";

/** The day of a moment in a time zone: its first moment, and the first that is not of it any more. Null for a zone that is none. */
export function findDay(moment: Date, timeZone: string): { readonly from: Date; readonly to: Date } | null {
  const day = DateTime.fromJSDate(moment, { zone: timeZone }).startOf("day");
  return day.isValid ? { from: day.toJSDate(), to: day.plus({ days: 1 }).startOf("day").toJSDate() } : null;
}
