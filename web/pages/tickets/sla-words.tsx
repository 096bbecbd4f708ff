import { StateBadge } from "../../ui/state-badge.tsx";
import { sayNextDeadline } from "./say-sla.ts";
import type { TicketRecord } from "./ticket-record.ts";

/** The deadline that comes next: words, an icon, and a colour that adds nothing. */
export function SlaWords({ ticket }: { readonly ticket: TicketRecord }) {
  const said = sayNextDeadline(ticket);
  if (said === null) return null;
  return (
    <span title={said.says}>
      <StateBadge tone={said.tone}>{said.says}</StateBadge>
    </span>
  );
}
