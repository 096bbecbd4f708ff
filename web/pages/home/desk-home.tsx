import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useKind, useRecords } from "../../queries/records.ts";
import { useMe } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import layout from "../../ui/wide-and-narrow.module.css";
import { NewTicketButton } from "../tickets/new-ticket-button.tsx";
import classes from "./home.module.css";
import { MyTickets, TicketsBlock, UnassignedTickets } from "./my-tickets.tsx";

/** The start page of those who may see the desk, but not its directories: their tickets first. */
export function DeskHome() {
  const { agent, permissions } = useMe();
  return permissions.includes("tickets:read") ? (
    <Page title="Home" subtitle={`Signed in as ${agent.name}.`} primary={<NewTicketButton />}>
      <div className={`${layout.blocks} ${classes.blocks}`}>
        <div className={layout.column}>
          <MyTickets />
          <OfMyTeams agentId={agent.id} />
        </div>
        <div className={layout.column}>
          <TicketsBlock />
        </div>
      </div>
    </Page>
  ) : (
    <WithoutTickets />
  );
}

function OfMyTeams({ agentId }: { readonly agentId: number }) {
  const teams = useRecords(useKind("team"), { agentIds: String(agentId), limit: "500" });
  if (teams.isError) return <UnassignedTickets teamIds={null} />;
  if (teams.data === undefined) return <Reading what="your teams" />;
  const teamIds = teams.data.items.map(({ id }) => id);
  return <UnassignedTickets teamIds={teamIds.length === 0 ? null : teamIds} />;
}

function WithoutTickets() {
  const { agent } = useMe();
  return (
    <Page title="Home" subtitle={`Signed in as ${agent.name}.`}>
      <Empty
        title="Your roles show you the desk's people and customers"
        action={
          <>
            <Button variant="default" renderRoot={(props) => <Link to="/users" {...props} />}>
              Users
            </Button>
            <Button variant="default" renderRoot={(props) => <Link to="/agents" {...props} />}>
              Agents
            </Button>
            <Button variant="default" renderRoot={(props) => <Link to="/customers" {...props} />}>
              Customers
            </Button>
          </>
        }
      >
        Directories, runs and what waits for a decision are shown to administrators.
      </Empty>
    </Page>
  );
}
