import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMe } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";

/** The start page of those who may see the desk, but not its directories. */
export function DeskHome() {
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
