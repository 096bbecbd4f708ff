import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Sheet } from "../../records/record-types.ts";
import { CountLink } from "../../ui/count-link.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import link from "../../ui/name-link.module.css";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { useSomeTickets, useTicketCounts } from "../tickets/queries.ts";
import { SlaWords } from "../tickets/sla-words.tsx";
import { StatusWords } from "../tickets/status-words.tsx";
import { sayWho } from "../tickets/ticket-columns.tsx";
import type { TicketRecord } from "../tickets/ticket-record.ts";
import classes from "./home.module.css";

const shown = "10";

/** The tickets that somebody works on, due soonest first. */
export function MyTickets() {
  const tickets = useSomeTickets({ view: "mine", sort: "resolveBy", limit: shown });
  return (
    <Section
      title={tickets.data === undefined ? "My tickets" : `My tickets (${tickets.data.total.toLocaleString()})`}
      description="What is due soonest stands first."
      actions={
        <Button variant="default" size="compact-sm" renderRoot={(props) => <Link to="/tickets" search={{ view: "mine" }} {...props} />}>
          All of mine
        </Button>
      }
    >
      <Loaded query={tickets} reading="your tickets">
        {(sheet) => <TicketLines sheet={sheet} empty={<Empty title="No open ticket is yours">Look at what nobody has yet.</Empty>} />}
      </Loaded>
    </Section>
  );
}

/** What nobody works on yet in the teams of an agent; on the whole desk for somebody who is in none. */
export function UnassignedTickets({ teamIds }: { readonly teamIds: readonly number[] | null }) {
  const filter = teamIds === null ? {} : { teamId: teamIds.join(",") };
  const tickets = useSomeTickets({ view: "unassigned", ...filter, sort: "resolveBy", limit: shown });
  const title = teamIds === null ? "Unassigned" : "Unassigned in your teams";
  return (
    <Section
      title={tickets.data === undefined ? title : `${title} (${tickets.data.total.toLocaleString()})`}
      actions={
        <Button
          variant="default"
          size="compact-sm"
          renderRoot={(props) => <Link to="/tickets" search={{ view: "unassigned", ...filter }} {...props} />}
        >
          All of them
        </Button>
      }
    >
      <Loaded query={tickets} reading="what nobody works on yet">
        {(sheet) => (
          <TicketLines
            sheet={sheet}
            empty={<Empty title={teamIds === null ? "Every open ticket has an agent" : "Every open ticket of your teams has an agent"} />}
          />
        )}
      </Loaded>
    </Section>
  );
}

/** The tickets of the desk in numbers, each leading to them. */
export function TicketsBlock() {
  const counts = useTicketCounts().data;
  if (counts === undefined) return null;
  return (
    <Section title="Tickets">
      <div className={classes.card}>
        <ul className={classes.lines}>
          <li>
            <CountLink n={counts.open} label="open" to="/tickets" search={{ view: "open" }} />
          </li>
          <li>
            <CountLink n={counts.overdue} label="overdue" to="/tickets" search={{ view: "overdue" }} />
          </li>
          <li>
            <CountLink n={counts.unassigned} label="unassigned" to="/tickets" search={{ view: "unassigned" }} />
          </li>
          <li>
            <CountLink n={counts.mine} label="mine" to="/tickets" search={{ view: "mine" }} />
          </li>
        </ul>
      </div>
    </Section>
  );
}

interface TicketLinesProps {
  readonly sheet: Sheet<TicketRecord>;
  readonly empty: React.ReactNode;
  /** What the place itself says of all of them. */
  readonly without?: readonly string[];
}

/** A few tickets, a line each: what, whose, how it stands, and what is due next. */
export function TicketLines({ sheet, empty, without = [] }: TicketLinesProps) {
  if (sheet.items.length === 0) return empty;
  return (
    <ul className={classes.waiting}>
      {sheet.items.map((ticket) => (
        <li key={ticket.id} className={classes.waitingItem}>
          <span className={classes.waitingWords}>
            <PathLink href={`/tickets/${ticket.id}`} className={link.name} dir="auto">
              #{ticket.id} {ticket.summary}
            </PathLink>
            <span className={classes.age} dir="auto">
              {sayWho(ticket, without)}
            </span>
          </span>
          <span className={classes.standing}>
            <StatusWords ticket={ticket} />
            <SlaWords ticket={ticket} />
          </span>
        </li>
      ))}
    </ul>
  );
}
