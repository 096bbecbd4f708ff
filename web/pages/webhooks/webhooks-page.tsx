import { Button, Table } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { WebhookView } from "../../../src/api/v1/shapes/webhooks.ts";
import { Allowed } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { SecretOnce } from "../../ui/secret-once.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { useCreateWebhook, useWebhooks } from "./queries.ts";
import { WebhookDialog } from "./webhook-dialog.tsx";
import { WebhookState } from "./webhook-state.tsx";

/** The programs that Muster tells what happens. */
export function WebhooksPage() {
  const webhooks = useWebhooks();
  const create = useCreateWebhook();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<{ readonly id: number; readonly name: string; readonly secret: string } | null>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const newWebhook = (
    <Allowed to="access:edit">
      <Button onClick={() => setOpen(true)}>New webhook</Button>
    </Allowed>
  );
  return (
    <Page
      title="Webhooks"
      subtitle="Programs that Muster tells what happens on the desk, a moment after it did."
      crumbs={[{ label: "Settings", to: "/settings" }]}
      primary={newWebhook}
    >
      {made !== null && (
        <div>
          <SecretOnce label="secret" value={made.secret} />
          <Button
            mt="sm"
            variant="default"
            onClick={() => void navigate({ to: "/settings/webhooks/$id", params: { id: String(made.id) } })}
          >
            Go to {made.name}
          </Button>
        </div>
      )}
      <Loaded query={webhooks} reading="the webhooks">
        {({ items, events }) => (
          <>
            {items.length === 0 ? (
              <Empty title="No webhook yet" action={newWebhook}>
                A program that wants to know when a ticket is created, or when a run waits for approval, gives you its address.
              </Empty>
            ) : (
              <StackingTable label="Webhooks" minWidth="44rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Name</Table.Th>
                    <Table.Th>State</Table.Th>
                    <Table.Th>Events</Table.Th>
                    <Table.Th>Waiting</Table.Th>
                    <Table.Th>Last told</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((webhook) => (
                    <Row key={webhook.id} webhook={webhook} />
                  ))}
                </Table.Tbody>
              </StackingTable>
            )}
            {isOpen && (
              <WebhookDialog
                events={events}
                onClose={() => setOpen(false)}
                onSave={async (values) => {
                  setMade(await create.mutateAsync({ ...values, key }));
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

function Row({ webhook }: { readonly webhook: WebhookView }) {
  return (
    <Table.Tr>
      <Table.Td data-label="Name">
        <AnchorLink to="/settings/webhooks/$id" params={{ id: String(webhook.id) }} size="sm" dir="auto">
          {webhook.name}
        </AnchorLink>
      </Table.Td>
      <Table.Td data-label="State">
        <WebhookState webhook={webhook} />
      </Table.Td>
      <Table.Td data-label="Events">{webhook.events.length.toLocaleString()}</Table.Td>
      <Table.Td data-label="Waiting">{webhook.waiting.toLocaleString()}</Table.Td>
      <Table.Td data-label="Last told">
        <When at={webhook.lastDeliveredAt} />
      </Table.Td>
    </Table.Tr>
  );
}
