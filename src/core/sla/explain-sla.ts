import { unreachable } from "../../model/errors.ts";
import type { SlaStanding } from "./judge-sla.ts";

/** How a deadline stands, in words that follow *Answer* or *Solution*: `due in 3 h 20 min`. Hours are working hours. */
export function explainSla(standing: SlaStanding): string {
  switch (standing.kind) {
    case "none":
      return "not promised";
    case "met":
      return "in time";
    case "missed":
      return `late by ${explainMinutes(standing.byMinutes)}`;
    case "due":
      return standing.inMinutes === 0 ? "due now" : `due in ${explainMinutes(standing.inMinutes)}`;
    case "overdue":
      return standing.byMinutes === 0 ? "overdue" : `overdue by ${explainMinutes(standing.byMinutes)}`;
    case "waits":
      return standing.leftMinutes < 0
        ? `overdue by ${explainMinutes(-standing.leftMinutes)}; the clock stands while the ticket waits`
        : `${explainMinutes(standing.leftMinutes)} left when the ticket goes on`;
    default:
      return unreachable(standing);
  }
}

/** Minutes of work for people: `45 min`, `3 h 20 min`, `52 h`. */
export function explainMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
