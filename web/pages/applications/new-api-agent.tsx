import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useCreatePerson } from "../../queries/people.ts";
import { faultBelow } from "../../records/form-faults.ts";
import { Allowed } from "../../session.tsx";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";

interface NewApiAgentProps {
  /** What the application is called: a good name for its agent. */
  readonly name: string;
  readonly onMade: (id: number) => void;
}

/** Makes an agent that only programs act as: nobody signs in to these pages as it. */
export function NewApiAgent({ name, onMade }: NewApiAgentProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Allowed to="agents:edit">
      <Group>
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          Make an API-only agent…
        </Button>
      </Group>
      {isOpen && <NewApiAgentDialog name={name} onClose={() => setOpen(false)} onMade={onMade} />}
    </Allowed>
  );
}

function NewApiAgentDialog({ name, onClose, onMade }: NewApiAgentProps & { readonly onClose: () => void }) {
  const [typed, setTyped] = useState(name);
  const [key] = useState(() => crypto.randomUUID());
  const create = useCreatePerson("agent");
  const fault = faultAt(create.error, "name") ?? faultBelow(create.error, "values");
  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    create.mutate(
      { key, body: { values: { name: typed.trim() }, isApiOnly: true } },
      {
        onSuccess: ({ id }) => {
          onMade(id);
          onClose();
        },
      },
    );
  }
  return (
    <Modal opened onClose={onClose} title="Make an API-only agent" centered closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        <TextInput
          label="Name"
          description="What stands in histories when the program did something."
          maxLength={200}
          data-autofocus
          value={typed}
          error={fault}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" mt="xs">
          It has no role yet, so it may do nothing: give it one on its own page afterwards.
        </Text>
        {create.error !== null && fault === undefined && <ProblemAlert error={create.error} />}
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={typed.trim() === ""} loading={create.isPending}>
            Make the agent
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
