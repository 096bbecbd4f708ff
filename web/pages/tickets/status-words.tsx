import { StateBadge } from "../../ui/state-badge.tsx";
import type { TicketRecord } from "./ticket-record.ts";

/** The status by name, and whether it is open, waits or is closed by its icon. */
export function StatusWords({ ticket }: { readonly ticket: Pick<TicketRecord, "labels" | "isClosed" | "waitingSince"> }) {
  const tone = ticket.isClosed ? "good" : ticket.waitingSince === null ? "info" : "waiting";
  return <StateBadge tone={tone}>{ticket.labels.statusId ?? "no status"}</StateBadge>;
}
