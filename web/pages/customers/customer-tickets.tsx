import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/page.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";
import { TicketLines } from "../home/my-tickets.tsx";
import { NewTicketButton } from "../tickets/new-ticket-button.tsx";
import { useSomeTickets } from "../tickets/queries.ts";

/** The open tickets of a customer that came last, and how many there are. */
export function useNewestTickets(customerId: number, isWanted = true) {
  return useSomeTickets({ view: "open", customerId: String(customerId), sort: "-id", limit: "5" }, isWanted);
}

/** What the customer waits for, the newest first, and the way to ask for more. */
export function CustomerTickets({ id }: { readonly id: number }) {
  const tickets = useNewestTickets(id);
  const total = tickets.data?.total ?? 0;
  return (
    <Section
      title={total === 0 ? "Open tickets" : `Open tickets (${total.toLocaleString()})`}
      actions={
        <>
          {total > 0 && (
            <ButtonLink to="/tickets" search={{ view: "open", customerId: id }} variant="default" size="compact-sm">
              All open
            </ButtonLink>
          )}
          <NewTicketButton preset={{ customerId: id }} variant="default" size="compact-sm" />
        </>
      }
    >
      <Loaded query={tickets} reading="its tickets">
        {(sheet) => (
          <TicketLines
            sheet={sheet}
            without={["customerId"]}
            empty={<Empty title="No ticket is open">Closed ones stand under Tickets.</Empty>}
          />
        )}
      </Loaded>
    </Section>
  );
}
