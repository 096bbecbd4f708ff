/**
 * A day some months later or, with a minus, earlier: on `day` of the month, or on its last where the month is shorter. Who says the 31st
 * gets 28 February and 31 March.
 */
export function addMonths(date: string, months: number, day: number): string {
  const [year = 0, month = 1] = date.split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(count / 12), count - Math.floor(count / 12) * 12];
  const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  return [String(y).padStart(4, "0"), String(m + 1).padStart(2, "0"), String(Math.min(day, last)).padStart(2, "0")].join("-");
}

/** The day of the month of a day. */
export function dayOf(date: string): number {
  return Number(date.slice(8));
}
