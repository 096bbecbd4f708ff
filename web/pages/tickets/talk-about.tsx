import { Stack } from "@mantine/core";
import { Allowed } from "../../session.tsx";
import { Composer } from "./composer.tsx";
import { Conversation } from "./conversation.tsx";
import type { TicketRecord } from "./ticket-record.ts";

/** What was said, and what is said next. */
export function TalkAbout({ ticket }: { readonly ticket: TicketRecord }) {
  return (
    <Stack gap="md">
      <Conversation ticket={ticket} />
      <Allowed to="tickets:edit">
        <Composer key={ticket.id} ticket={ticket} />
      </Allowed>
    </Stack>
  );
}
