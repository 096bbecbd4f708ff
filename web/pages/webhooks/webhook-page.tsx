import { Alert, Button, List, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { WebhookView } from "../../../src/api/v1/shapes/webhooks.ts";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { DeleteButton } from "../../ui/delete-button.tsx";
import { EditButton } from "../../ui/edit-button.tsx";
import { Section } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SecretOnce } from "../../ui/secret-once.tsx";
import { formatTime } from "../../ui/when.tsx";
import { SettingPage } from "../settings/setting-page.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { useDeleteWebhook, useReplaceSecret, useSaveWebhook, useTestWebhook, useWebhook, useWebhooks } from "./queries.ts";
import { sayEvent } from "./say-event.ts";
import { WebhookDialog } from "./webhook-dialog.tsx";
import { WebhookState } from "./webhook-state.tsx";

/** A webhook: whom it tells what, and how each telling went. */
export function WebhookPage() {
  const id = Number(useParams({ strict: false }).id);
  return (
    <SettingPage
      query={useWebhook(id)}
      one="webhook"
      id={id}
      list={{ label: "Webhooks", to: "/settings/webhooks" }}
      subtitle={(one) => <WebhookState webhook={one} />}
      actions={(one) => <Actions webhook={one} />}
    >
      {(one) => (
        <>
          <Facts webhook={one} />
          <Section title="Deliveries" description="What was told, newest first; failures are tried again for a day.">
            <DeliveryList id={id} />
          </Section>
        </>
      )}
    </SettingPage>
  );
}

function Facts({ webhook }: { readonly webhook: WebhookView }) {
  const replace = useReplaceSecret(webhook.id);
  const test = useTestWebhook(webhook.id);
  return (
    <>
      <Section title="Whom it tells what">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          Posts to <strong>{webhook.url}</strong>
          {webhook.allowsPrivate && ", which may be in our own network"}.
        </Text>
        <List size="sm" mt="xs">
          {webhook.events.map((name) => (
            <List.Item key={name}>
              {sayEvent(name)} <Text span size="sm" c="dimmed">{`(${name})`}</Text>
            </List.Item>
          ))}
        </List>
      </Section>
      <Section
        title="Secret"
        description={
          webhook.formerUntil === null
            ? "It signs every post, so that the receiver knows it is from us."
            : `The former secret signs beside the new one until ${formatTime(webhook.formerUntil)}.`
        }
        actions={
          <Allowed to="access:edit">
            <ConfirmButton
              variant="default"
              label="Make a new secret…"
              confirmTitle="Make a new secret?"
              confirmBody="For 24 hours every post carries two signatures, one by each secret. Give the new one to the receiver meanwhile."
              onConfirm={() => replace.mutateAsync(24)}
            />
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate(undefined)}>
              Send a test
            </Button>
          </Allowed>
        }
      >
        {replace.data !== undefined && <SecretOnce label="secret" value={replace.data.secret} />}
        {test.data !== undefined && (
          <Alert
            role="status"
            color={test.data.isDelivered ? "green" : "red"}
            variant="light"
            title={test.data.isDelivered ? "It heard" : "It did not hear"}
          >
            {test.data.says} ({test.data.milliseconds.toLocaleString()} ms)
            {test.data.answer !== "" && (
              <Text size="sm" mt={4} style={{ overflowWrap: "anywhere" }}>
                It answered: {test.data.answer}
              </Text>
            )}
          </Alert>
        )}
        {test.error !== null && <ProblemAlert error={test.error} />}
      </Section>
    </>
  );
}

function Actions({ webhook }: { readonly webhook: WebhookView }) {
  const save = useSaveWebhook(webhook.id);
  const remove = useDeleteWebhook(webhook.id);
  const events = useWebhooks().data?.events ?? webhook.events;
  return (
    <>
      <Allowed to="access:edit">
        <EditButton>
          {(close) => (
            <WebhookDialog
              webhook={webhook}
              events={events}
              onClose={close}
              onSave={(patch) => save.mutateAsync({ version: webhook.version, patch })}
            />
          )}
        </EditButton>
      </Allowed>
      <Allowed to="access:all">
        <DeleteButton
          name={webhook.name}
          consequence="The receiver is told nothing more, and the log of deliveries is gone, too."
          onDelete={() => remove.mutateAsync(webhook.version)}
          backTo="/settings/webhooks"
        />
      </Allowed>
    </>
  );
}
