import { Checkbox, SimpleGrid, TextInput } from "@mantine/core";
import type { WebhookView } from "../../../src/api/v1/shapes/webhooks.ts";
import type { EventName } from "../../../src/model/event.ts";
import type { WebhookToSave } from "../../../src/model/webhook.ts";
import { FormDialog } from "../../records/form-dialog.tsx";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { useDialogForm } from "../../records/use-dialog-form.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { sayEvent } from "./say-event.ts";

interface WebhookDialogProps {
  readonly webhook?: WebhookView;
  readonly events: readonly EventName[];
  readonly onClose: () => void;
  /** Saves; what it throws is shown at its field. */
  readonly onSave: (values: WebhookToSave) => Promise<unknown>;
}

const fresh: WebhookToSave = { name: "", url: "", events: [], isActive: true, allowsPrivate: false };

/** Who is told, and what. */
export function WebhookDialog({ webhook, events, onClose, onSave }: WebhookDialogProps) {
  const start = webhook === undefined ? fresh : valuesOf(webhook);
  const { values, set, error, form } = useDialogForm({ start, onSave, onClose });
  return (
    <FormDialog
      title={webhook === undefined ? "New webhook" : `Edit ${webhook.name}`}
      size="lg"
      submitLabel={webhook === undefined ? "Create the webhook" : "Save"}
      note={webhook === undefined ? "Its secret is shown once, when it is created." : undefined}
      {...form}
    >
      <TextInput
        label="Name"
        withAsterisk
        maxLength={200}
        data-autofocus
        value={values.name}
        error={faultBelow(error, "name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label="Address"
        description="Muster posts JSON there, signed with a secret of its own. It begins with https://."
        withAsterisk
        placeholder="https://example.com/muster"
        maxLength={2000}
        value={values.url}
        error={faultBelow(error, "url")}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <Checkbox.Group
        label="Tell it when"
        withAsterisk
        value={values.events}
        error={faultBelow(error, "events")}
        onChange={(chosen) => set({ events: events.filter((name) => chosen.includes(name)) })}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing={6} mt="xs">
          {events.map((name) => (
            <Checkbox key={name} value={name} label={sayEvent(name)} description={name} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Checkbox
        label="It may be in our own network"
        description="Otherwise private addresses and this machine are refused, whatever the name says. Only an administrator may allow it."
        checked={values.allowsPrivate}
        error={faultBelow(error, "allowsPrivate")}
        onChange={(event) => set({ allowsPrivate: event.currentTarget.checked })}
      />
      <Checkbox
        label="Active"
        description="While it is not, nothing is told, and nothing is kept to be told later."
        checked={values.isActive}
        onChange={(event) => set({ isActive: event.currentTarget.checked })}
      />
      {hasOtherFaults(error, ["name", "url", "events", "allowsPrivate"]) && <ProblemAlert error={error} />}
    </FormDialog>
  );
}

function valuesOf({ name, url, events, isActive, allowsPrivate }: WebhookView): WebhookToSave {
  return { name, url, events, isActive, allowsPrivate };
}
