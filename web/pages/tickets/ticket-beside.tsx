import { Title } from "@mantine/core";
import { Loaded } from "../../ui/loaded.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { useTicket } from "./queries.ts";
import { TalkAbout } from "./talk-about.tsx";
import { TicketHead } from "./ticket-head.tsx";

/** A ticket beside the list that it was opened from, with its conversation. */
export function TicketBeside({ id }: { readonly id: number }) {
  return (
    <Loaded query={useTicket(id)} reading="the ticket">
      {(ticket) => (
        <>
          <Title order={2} size="h3" mb="xs" dir="auto" style={{ overflowWrap: "anywhere" }}>
            #{id} {ticket.summary}
          </Title>
          <ButtonLink to="/tickets/$id" params={{ id: String(id) }} size="xs" variant="default" mb="sm">
            Open the page
          </ButtonLink>
          <TicketHead ticket={ticket} />
          <div style={{ marginTop: "1rem" }}>
            <TalkAbout ticket={ticket} />
          </div>
        </>
      )}
    </Loaded>
  );
}
