import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Empty } from "../ui/empty.tsx";
import { Page } from "../ui/page.tsx";

/** An address that leads nowhere. */
export function UnknownAddress() {
  return (
    <Page title="No such page">
      <Empty
        title="Nothing stands at this address"
        action={
          <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
            Home
          </Button>
        }
      >
        It may have been mistyped, or what it showed is gone. The search (press /) finds people, customers, directories and runs.
      </Empty>
    </Page>
  );
}
