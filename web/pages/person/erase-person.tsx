import { Alert, Button, type ButtonProps, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { useErase, useErasure } from "../../queries/people.ts";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { Allowed } from "../../session.tsx";
import { IconAlertTriangle } from "../../ui/icons.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";

/** Erases somebody who asks to be forgotten: what goes and what stays is shown first, then it is asked once more. */
export function ErasePerson({ person, size }: { readonly person: PersonView; readonly size: ButtonProps["size"] }) {
  const [isOpen, setOpen] = useState(false);
  if (person.entity !== "user") return null;
  return (
    <Allowed to="users:all">
      <Button variant="outline" color="red" {...(size !== undefined && { size })} onClick={() => setOpen(true)}>
        Erase…
      </Button>
      {isOpen && <Erasure person={person} onClose={() => setOpen(false)} />}
    </Allowed>
  );
}

function Erasure({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const plan = useErasure(person.id, true);
  const erase = useErase(person.id);
  const [reason, setReason] = useState("");
  const [isSure, setSure] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isSure) setSure(true);
    else erase.mutate(reason.trim(), { onSuccess: onClose });
  }
  return (
    <Modal opened onClose={onClose} title={`Erase ${person.name}`} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <Loaded query={plan} reading="what is kept of this person">
        {(data) => (
          <form onSubmit={submit}>
            <Stack gap="sm">
              {data.refusedBecause !== null && (
                <Alert
                  role="alert"
                  color="yellow"
                  variant="light"
                  icon={<IconAlertTriangle aria-hidden />}
                  title="Not possible now"
                  styles={{ title: { color: "var(--mantine-color-text)" } }}
                >
                  {data.refusedBecause}
                </Alert>
              )}
              <Said title="Goes for good" lines={data.goes} />
              <Said title="Stays" lines={data.stays} />
              <Text size="sm">
                From then on the record is called <strong>{data.becomes}</strong>. This cannot be undone.
              </Text>
              <TextInput
                label="Reason"
                description="The audit log keeps it. Don't name the person in it."
                withAsterisk
                maxLength={500}
                disabled={data.refusedBecause !== null}
                value={reason}
                error={faultBelow(erase.error, "reason")}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              {hasOtherFaults(erase.error, ["reason"]) && <ProblemAlert error={erase.error} />}
              <Group justify="flex-end" gap="xs">
                <Button variant="default" onClick={onClose}>
                  Cancel
                </Button>
                <Button
                  type="submit"
                  color="red.9"
                  disabled={reason.trim() === "" || data.refusedBecause !== null}
                  loading={erase.isPending}
                >
                  {isSure ? `Yes, erase ${person.name} for good` : "Erase"}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Loaded>
    </Modal>
  );
}

function Said({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  );
}
