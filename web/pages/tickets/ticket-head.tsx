import { Group, Stack, Text } from "@mantine/core";
import { RecordLink } from "../../records/record-value.tsx";
import { When } from "../../ui/when.tsx";
import { QuickOutcomes } from "./quick-outcomes.tsx";
import { SlaClock } from "./sla-clock.tsx";
import { StatusWords } from "./status-words.tsx";
import type { TicketRecord } from "./ticket-record.ts";

/** How a ticket stands, whose it is and who works on it, each leading to its page. */
export function TicketHead({ ticket }: { readonly ticket: TicketRecord }) {
  const { labels, customerId, siteId, userId, agentId, teamId } = ticket;
  const places = [
    { refersTo: "customer", id: customerId, label: labels.customerId },
    { refersTo: "site", id: siteId, label: labels.siteId },
    { refersTo: "user", id: userId, label: labels.userId },
  ].flatMap(({ id, label, refersTo }) => (id === null ? [] : [{ refersTo, id, label: label ?? String(id) }]));
  return (
    <Stack gap="xs">
      <Group gap="md">
        <StatusWords ticket={ticket} />
        <Text size="sm" component="span">
          {labels.priorityId ?? "no priority"} · {labels.typeId}
        </Text>
        <QuickOutcomes ticket={ticket} />
      </Group>
      <Text size="sm" component="div" dir="auto" style={{ overflowWrap: "anywhere" }}>
        {places.map((place, index) => (
          <span key={place.refersTo}>
            {index > 0 && " › "}
            <RecordLink {...place} />
          </span>
        ))}
        {" · with "}
        {agentId !== null && <RecordLink refersTo="agent" id={agentId} label={labels.agentId ?? String(agentId)} />}
        {agentId !== null && teamId !== null && ", "}
        {teamId !== null && <RecordLink refersTo="team" id={teamId} label={labels.teamId ?? String(teamId)} />}
        {agentId === null && teamId === null && "nobody"}
        {" · opened "}
        <When at={ticket.createdAt} /> by {ticket.createdBy}
      </Text>
      <SlaClock ticket={ticket} />
    </Stack>
  );
}
