import { Button, type ButtonProps, Checkbox, Group, Modal, Select, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { PersonPatch, PersonView } from "../../../src/api/v1/shapes/person.ts";
import { useSavePerson } from "../../queries/person.ts";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { ReferencePicker } from "../../records/reference-picker.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";

interface RelationsProps {
  readonly person: PersonView;
  readonly size: ButtonProps["size"];
}

/** Users: who manages them, and which agent is the same person. Agents: their licence, and whether only programs act as them. */
export function Relations({ person, size }: RelationsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" {...(size !== undefined && { size })} onClick={() => setOpen(true)}>
        {person.entity === "user" ? "Manager…" : "Licence…"}
      </Button>
      {isOpen && <RelationsDialog person={person} onClose={() => setOpen(false)} />}
    </>
  );
}

function RelationsDialog({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const save = useSavePerson(person.entity, person.id);
  const [patch, setPatch] = useState<PersonPatch>({});
  const managerId = patch.managerId === undefined ? (person.manager?.id ?? null) : patch.managerId;
  const agentId = patch.agentId === undefined ? (person.twin?.id ?? null) : patch.agentId;
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ patch, version: person.version }, { onSuccess: onClose });
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={person.entity === "user" ? `Manager of ${person.name}` : `Licence of ${person.name}`}
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {person.entity === "user" ? (
            <>
              <ReferencePicker
                label="Manager"
                refersTo="user"
                customerId={person.customer?.id ?? null}
                value={managerId}
                valueLabel={patch.managerId === undefined ? person.manager?.name : undefined}
                error={faultBelow(save.error, "managerId")}
                onChange={(next) => setPatch({ ...patch, managerId: next })}
              />
              <ReferencePicker
                label="The same person as agent"
                description="For staff who also ask for help."
                refersTo="agent"
                value={agentId}
                valueLabel={patch.agentId === undefined ? person.twin?.name : undefined}
                error={faultBelow(save.error, "agentId")}
                onChange={(next) => setPatch({ ...patch, agentId: next })}
              />
            </>
          ) : (
            <>
              <Select
                label="Licence"
                allowDeselect={false}
                data={[
                  { value: "named", label: "named: a seat of their own" },
                  { value: "concurrent", label: "concurrent: a seat while signed in" },
                ]}
                value={patch.licence ?? person.licence ?? "named"}
                onChange={(next) => setPatch({ ...patch, licence: next === "concurrent" ? "concurrent" : "named" })}
              />
              <Checkbox
                label="For programs only"
                description="Nobody signs in to these pages as this agent; sessions that are open end."
                checked={patch.isApiOnly ?? person.isApiOnly}
                onChange={(event) => setPatch({ ...patch, isApiOnly: event.currentTarget.checked })}
              />
            </>
          )}
          {hasOtherFaults(save.error, ["managerId", "agentId"]) && <ProblemAlert error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={Object.keys(patch).length === 0} loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
