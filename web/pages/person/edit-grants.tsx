import { ActionIcon, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { type HandCabs, type HeldGrants, useSaveGrants } from "../../queries/people.ts";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { ReferencePicker, ReferencesPicker } from "../../records/reference-picker.tsx";
import { EditorFrame } from "../../records/structured/editor-frame.tsx";
import { IconPlus, IconTrash } from "../../ui/icons.ts";
import { ProblemAlert } from "../../ui/problem.tsx";

interface EditGrantsProps {
  readonly person: PersonView;
  readonly held: HeldGrants;
  readonly onClose: () => void;
}

type Seat = { readonly cabId: number | null; readonly cabRoleId: number | null };

/** Roles, teams and seats on boards that hands give and take. What directories gave is not touched. */
export function EditGrants({ person, held, onClose }: EditGrantsProps) {
  const { entity, id } = person;
  const [start] = useState(() => ({
    roleIds: handIds(held.roles),
    teamIds: held.teams.map((team) => team.id),
    seats: held.cabs.filter(isByHand).map((cab): Seat => ({ cabId: cab.id, cabRoleId: cab.cabRoleId })),
  }));
  const [roleIds, setRoleIds] = useState<readonly number[]>(start.roleIds);
  const [teamIds, setTeamIds] = useState<readonly number[]>(start.teamIds);
  const [seats, setSeats] = useState<readonly Seat[]>(start.seats);
  const save = useSaveGrants(entity, id);
  const fromDirectories = [...held.roles, ...held.cabs].filter((one) => !isByHand(one));
  const cabs: HandCabs = seats.flatMap(({ cabId, cabRoleId }) => (cabId === null ? [] : [{ cabId, cabRoleId }]));
  const changes = {
    ...(isChanged(start.roleIds, roleIds) && { roleIds }),
    ...(isChanged(start.teamIds, teamIds) && { teamIds }),
    ...(isChanged(start.seats, seats) && { cabs }),
  };
  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    save.mutate(changes, { onSuccess: onClose });
  }
  return (
    <Modal opened onClose={onClose} title={`What ${person.name} holds by hand`} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {fromDirectories.length > 0 && (
            <Text size="sm" c="dimmed">
              {fromDirectories.map(({ name, connection }) => `${name} (${connection ?? "a directory"})`).join(", ")}: given by directories,
              which alone take it away.
            </Text>
          )}
          <ReferencesPicker
            label="Roles"
            refersTo={entity === "user" ? "userRole" : "agentRole"}
            value={roleIds}
            error={faultBelow(save.error, "roleIds")}
            onChange={setRoleIds}
          />
          {entity === "agent" && (
            <>
              <ReferencesPicker
                label="Teams"
                refersTo="team"
                value={teamIds}
                error={faultBelow(save.error, "teamIds")}
                onChange={setTeamIds}
              />
              <EditorFrame label="Seats on change advisory boards (CABs)" error={faultBelow(save.error, "cabs")}>
                <Stack gap="xs">
                  {seats.map((seat, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its place in the list; its board changes while one chooses.
                    <Group key={index} align="flex-end" gap="xs" wrap="nowrap">
                      <ReferencePicker
                        label={`Board ${index + 1}`}
                        refersTo="cab"
                        isRequired
                        canCreate={false}
                        value={seat.cabId}
                        onChange={(cabId) => setSeats(seats.with(index, { ...seat, cabId }))}
                      />
                      <ReferencePicker
                        label={`Role on board ${index + 1}`}
                        refersTo="cabRole"
                        canCreate={false}
                        value={seat.cabRoleId}
                        onChange={(cabRoleId) => setSeats(seats.with(index, { ...seat, cabRoleId }))}
                      />
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="lg"
                        aria-label={`Take the seat on board ${index + 1} away`}
                        onClick={() => setSeats(seats.toSpliced(index, 1))}
                      >
                        <IconTrash size={16} aria-hidden />
                      </ActionIcon>
                    </Group>
                  ))}
                  <Group>
                    <Button
                      size="xs"
                      variant="default"
                      leftSection={<IconPlus size={14} aria-hidden />}
                      onClick={() => setSeats([...seats, { cabId: null, cabRoleId: null }])}
                    >
                      Add a seat
                    </Button>
                  </Group>
                </Stack>
              </EditorFrame>
            </>
          )}
          {hasOtherFaults(save.error, ["roleIds", "teamIds", "cabs"]) && <ProblemAlert error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={Object.keys(changes).length === 0} loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function isByHand({ source }: { readonly source: string }): boolean {
  return source === "hand";
}

function handIds(grants: HeldGrants["roles"]): readonly number[] {
  return grants.filter(isByHand).map(({ id }) => id);
}

function isChanged(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
