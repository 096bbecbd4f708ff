import { useEffect, useState } from "react";
import { StateBadge } from "../../ui/state-badge.tsx";
import { formatTime } from "../../ui/when.tsx";
import { shareUsed, toneOf } from "./say-sla.ts";
import classes from "./sla-clock.module.css";
import type { Standing, TicketRecord } from "./ticket-record.ts";

/** Both deadlines of a ticket, drawn: how much of the time is used, and in words what is left. */
export function SlaClock({ ticket }: { readonly ticket: TicketRecord }) {
  const now = useMinute();
  const { sla, createdAt, respondBy, resolveBy, respondedAt, closedAt, waitingSince } = ticket;
  if (respondBy === null && resolveBy === null) return <p className={classes.none}>No SLA promises anything for this ticket.</p>;
  const share = (by: string, done: string | null) => shareUsed({ from: createdAt, by, until: done ?? waitingSince, now });
  return (
    <dl className={classes.clock} aria-label={`SLA ${ticket.labels.slaId ?? ""}`}>
      {respondBy !== null && <Deadline label="Answer" by={respondBy} standing={sla.response} share={share(respondBy, respondedAt)} />}
      {resolveBy !== null && <Deadline label="Solution" by={resolveBy} standing={sla.resolution} share={share(resolveBy, closedAt)} />}
    </dl>
  );
}

interface DeadlineProps {
  readonly label: string;
  readonly by: string;
  readonly standing: Standing;
  readonly share: number;
}

function Deadline({ label, by, standing, share }: DeadlineProps) {
  const tone = toneOf(standing);
  return (
    <div className={classes.deadline} data-tone={tone}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.bar} aria-hidden>
          <span style={{ width: `${Math.max(2, share * 100)}%` }} data-stands={standing.kind === "waits"} />
        </span>
        <span title={`by ${formatTime(by)}`}>
          <StateBadge tone={tone}>{standing.says}</StateBadge>
        </span>
      </dd>
    </div>
  );
}

/** The time, told again every half minute. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const clock = window.setInterval(() => setNow(Date.now()), 30_000);
    return () => window.clearInterval(clock);
  }, []);
  return now;
}
