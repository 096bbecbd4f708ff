import { explainMinutes } from "../../../src/core/sla/explain-sla.ts";
import type { Tone } from "../../ui/state-badge.tsx";
import type { Standing, TicketRecord } from "./ticket-record.ts";

interface SaidSla {
  readonly says: string;
  readonly tone: Tone;
}

const soonMinutes = 60;

/** The deadline that comes next, in few words: `answer in 25 min`, `overdue by 2 h`. Null where nothing is promised. */
export function sayNextDeadline({ sla: { response, resolution } }: Pick<TicketRecord, "sla">): SaidSla | null {
  const isAnswerNext = ["due", "overdue", "waits"].includes(response.kind);
  const [what, standing] = isAnswerNext ? (["answer", response] as const) : (["solution", resolution] as const);
  return standing.kind === "none" ? null : { says: sayShort(what, standing), tone: toneOf(standing) };
}

/** Lists have room for a few words; the ticket's page has the server's own. */
function sayShort(what: string, { kind, minutes, says }: Standing): string {
  const time = explainMinutes(Math.abs(minutes ?? 0));
  if (kind === "due") return minutes === 0 ? `${what} now` : `${what} in ${time}`;
  if (kind === "waits") return (minutes ?? 0) < 0 ? `waits, overdue by ${time}` : `waits, ${time} left`;
  return says;
}

/** How urgent a deadline is. Colour adds nothing that the words don't say. */
export function toneOf({ kind, minutes }: Standing): Tone {
  switch (kind) {
    case "overdue":
    case "missed":
      return "bad";
    case "due":
      return (minutes ?? 0) <= soonMinutes ? "waiting" : "info";
    case "waits":
      return (minutes ?? 0) < 0 ? "bad" : "neutral";
    case "met":
      return "good";
    case "none":
      return "neutral";
  }
}

interface Span {
  readonly from: string;
  readonly by: string;
  /** When it was done, or when the clock stopped. */
  readonly until: string | null;
  readonly now: number;
}

/** How much of the time until a deadline is used, from 0 to 1. */
export function shareUsed({ from, by, until, now }: Span): number {
  const start = Date.parse(from);
  const whole = Date.parse(by) - start;
  const used = (until === null ? now : Date.parse(until)) - start;
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, used / whole));
}
