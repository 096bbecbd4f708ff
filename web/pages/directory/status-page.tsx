import { Alert, Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { connectionQuery } from "../../queries/connection.ts";
import { IconInfoCircle } from "../../ui/icons.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { Abilities } from "./abilities.tsx";
import { ConnectionActions } from "./connection-actions.tsx";
import { HeldPeople } from "./held-people.tsx";
import { StatusFacts } from "./status-facts.tsx";
import { useConnectionId } from "./use-connection-id.ts";

/** How one directory fares: what is connected, what was read, what waits. */
export function StatusPage() {
  const connectionId = useConnectionId();
  const query = useQuery(connectionQuery(connectionId));
  return (
    <Page title="Status">
      <Loaded query={query} reading="how the directory fares">
        {(connection) => (connection.state === "new" ? <NotConnected connection={connection} /> : <Status connection={connection} />)}
      </Loaded>
    </Page>
  );
}

function Status({ connection }: { readonly connection: ConnectionView }) {
  return (
    <Stack gap="xl">
      {connection.pausedBecause !== null && (
        <Alert color="red" variant="light" icon={<IconInfoCircle size={20} aria-hidden />} title={connection.says}>
          {connection.pausedBecause}
        </Alert>
      )}
      {connection.missing.length > 0 && <Unfinished connection={connection} />}
      <StatusFacts connection={connection} />
      <Abilities connection={connection} />
      <div id="held">
        <Section title="Held people">
          <HeldPeople connectionId={connection.id} />
        </Section>
      </div>
      <ConnectionActions connection={connection} />
    </Stack>
  );
}

const missingWords: Readonly<Record<ConnectionView["missing"][number], string>> = {
  credentials: "what proves who Muster is",
  connect: "an administrator's consent",
  mappings: "a first rule that says who goes where",
  firstImport: "a first import",
};

function Unfinished({ connection }: { readonly connection: ConnectionView }) {
  return (
    <Alert color="blue" variant="light" icon={<IconInfoCircle size={20} aria-hidden />} title="The set-up is not finished">
      <Stack gap="xs" align="flex-start">
        <span>Still missing: {connection.missing.map((part) => missingWords[part]).join(", ")}.</span>
        <Button component={PathLink} href={`/directories/${connection.id}/set-up`} size="xs">
          Continue the set-up
        </Button>
      </Stack>
    </Alert>
  );
}

function NotConnected({ connection }: { readonly connection: ConnectionView }) {
  return (
    <Stack gap="lg">
      <Unfinished connection={connection} />
      <div>
        Nothing has been read from this directory yet. Muster has no code that writes to it; until you say otherwise it writes nothing on
        the desk either.
      </div>
    </Stack>
  );
}
