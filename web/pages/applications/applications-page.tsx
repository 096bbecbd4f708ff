import { Button, Table, Text } from "@mantine/core";
import { useState } from "react";
import type { ApplicationView } from "../../../src/api/v1/shapes/access.ts";
import { Allowed } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { PersonLink } from "../../ui/person-link.tsx";
import { SecretOnce } from "../../ui/secret-once.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { ApplicationDialog } from "./application-dialog.tsx";
import { ApplicationState } from "./application-state.tsx";
import { useApplications, useCreateApplication } from "./queries.ts";

/** The programs that may call Muster. */
export function ApplicationsPage() {
  const applications = useApplications();
  const create = useCreateApplication();
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const button = (
    <Allowed to="access:edit">
      <Button onClick={() => setOpen(true)}>New application</Button>
    </Allowed>
  );
  return (
    <Page
      title="API applications"
      subtitle="Programs that may call Muster, as which agent, and what they may do."
      crumbs={[{ label: "Settings", to: "/settings" }]}
      primary={button}
    >
      {create.data !== undefined && <Made made={create.data} />}
      <Loaded query={applications} reading="the applications">
        {({ items, scopes }) => (
          <>
            {items.length === 0 ? (
              <Empty title="No program may call Muster yet" action={button}>
                Whatever talks to a HaloPSA can talk to Muster in the same words: give it the address of this server, an id and a secret.
              </Empty>
            ) : (
              <StackingTable label="Applications" minWidth="48rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Name</Table.Th>
                    <Table.Th>State</Table.Th>
                    <Table.Th>Acts as</Table.Th>
                    <Table.Th>May</Table.Th>
                    <Table.Th>Last used</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((application) => (
                    <Row key={application.id} application={application} />
                  ))}
                </Table.Tbody>
              </StackingTable>
            )}
            {isOpen && (
              <ApplicationDialog
                scopes={scopes}
                onClose={() => setOpen(false)}
                onSave={async (values) => {
                  await create.mutateAsync({ key, values });
                  setKey(crypto.randomUUID());
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Made({ made }: { readonly made: ApplicationView & { readonly secret: string | null } }) {
  return (
    <div>
      {made.secret === null ? (
        <Text size="sm">
          {made.name} was created. It has no secret; its id is <strong>{made.clientId}</strong>.
        </Text>
      ) : (
        <SecretOnce label="secret" value={made.secret} also={[{ label: "client id", value: made.clientId }]} />
      )}
      <AnchorLink to="/settings/applications/$id" params={{ id: String(made.id) }} size="sm" mt="xs">
        Go to {made.name}
      </AnchorLink>
    </div>
  );
}

function Row({ application }: { readonly application: ApplicationView }) {
  return (
    <Table.Tr>
      <Table.Td data-label="Name">
        <AnchorLink to="/settings/applications/$id" params={{ id: String(application.id) }} size="sm" dir="auto">
          {application.name}
        </AnchorLink>
      </Table.Td>
      <Table.Td data-label="State">
        <ApplicationState application={application} />
      </Table.Td>
      <Table.Td data-label="Acts as">
        <ActsAs application={application} />
      </Table.Td>
      <Table.Td data-label="May" style={{ overflowWrap: "anywhere" }}>
        {application.scopes.join(", ")}
      </Table.Td>
      <Table.Td data-label="Last used">
        <When at={application.lastUsedAt} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Whom an application acts as. */
export function ActsAs({ application }: { readonly application: ApplicationView }) {
  if (application.kind === "signIn") return <>whoever signs in</>;
  if (application.agent !== null) return <PersonLink entity="agent" id={application.agent.id} name={application.agent.name} />;
  if (application.user !== null) return <PersonLink entity="user" id={application.user.id} name={application.user.name} />;
  return <>nobody any more</>;
}
