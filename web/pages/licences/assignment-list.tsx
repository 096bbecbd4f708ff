import { Button, Group, Modal, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { queryOf } from "../../queries/call.ts";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import type { AnyRecord } from "../../records/record-types.ts";
import { RecordLink } from "../../records/record-value.tsx";
import { ReferencesPicker } from "../../records/reference-picker.tsx";
import { Allowed } from "../../session.tsx";
import { CsvButton } from "../../ui/csv-button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { When } from "../../ui/when.tsx";
import { type Assignment, useAssign, useAssignments } from "./queries.ts";
import { TakeBack } from "./take-back.tsx";

/** Who and what hold a licence; inactive people first, since theirs could be taken back. */
export function AssignmentList({ licence }: { readonly licence: AnyRecord }) {
  const assignments = useAssignments(licence.id);
  const [isOpen, setOpen] = useState(false);
  const assign = (
    <Allowed to="licences:edit">
      <Button variant="default" onClick={() => setOpen(true)}>
        Assign…
      </Button>
    </Allowed>
  );
  return (
    <Loaded query={assignments} reading="who has it">
      {({ items, total }) => (
        <>
          <Group justify="space-between" mb="sm">
            <Text size="sm" role="status">
              {Number(licence.used).toLocaleString()} of {Number(licence.total).toLocaleString()} in use
            </Text>
            <Group gap="xs">
              {items.length > 0 && (
                <CsvButton
                  href={`/v1/licence-assignments${queryOf({ licenceId: String(licence.id), format: "csv" })}`}
                  download="licence-assignments.csv"
                  n={total}
                />
              )}
              {assign}
            </Group>
          </Group>
          {items.length === 0 ? (
            <Empty title="Nobody has it yet">Assign it to users or assets of the customer.</Empty>
          ) : (
            <StackingTable label="Who has it" minWidth="34rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Who or what</Table.Th>
                  <Table.Th>State</Table.Th>
                  <Table.Th>Since</Table.Th>
                  <Table.Th>By</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>What can be done</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items
                  .toSorted((a, b) => Number(a.isActive) - Number(b.isActive))
                  .map((item) => (
                    <Row key={item.id} assignment={item} />
                  ))}
              </Table.Tbody>
            </StackingTable>
          )}
          {total > items.length && (
            <Text size="sm" mt="xs">
              The first {items.length.toLocaleString()} of {total.toLocaleString()}.
            </Text>
          )}
          {isOpen && <AssignDialog licence={licence} onClose={() => setOpen(false)} />}
        </>
      )}
    </Loaded>
  );
}

function Row({ assignment }: { readonly assignment: Assignment }) {
  const { userId, assetId, holder } = assignment;
  return (
    <Table.Tr>
      <Table.Td data-label="Who or what">
        {userId !== null && <RecordLink refersTo="user" id={userId} label={holder} />}
        {assetId !== null && <RecordLink refersTo="asset" id={assetId} label={holder} />}
      </Table.Td>
      <Table.Td data-label="State">
        <StateBadge tone={assignment.isActive ? "good" : "waiting"}>
          {assignment.isActive ? "active" : "inactive, could be taken back"}
        </StateBadge>
      </Table.Td>
      <Table.Td data-label="Since">
        <When at={assignment.since} />
      </Table.Td>
      <Table.Td data-label="By">{assignment.by}</Table.Td>
      <Table.Td>
        <TakeBack assignment={assignment} question={`Take it back from ${holder}?`} />
      </Table.Td>
    </Table.Tr>
  );
}

function AssignDialog({ licence, onClose }: { readonly licence: AnyRecord; readonly onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID());
  const [userIds, setUserIds] = useState<readonly number[]>([]);
  const [assetIds, setAssetIds] = useState<readonly number[]>([]);
  const assign = useAssign(licence.id);
  const customerId = typeof licence.customerId === "number" ? licence.customerId : null;
  const n = userIds.length + assetIds.length;
  function submit(event: FormEvent) {
    event.preventDefault();
    assign.mutate({ key, userIds, assetIds }, { onSuccess: onClose });
  }
  return (
    <Modal opened onClose={onClose} title={`Assign ${String(licence.name)}`} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">
            {(Number(licence.total) - Number(licence.used)).toLocaleString()} of {Number(licence.total).toLocaleString()} are free.
          </Text>
          <ReferencesPicker
            label="To users"
            refersTo="user"
            customerId={customerId}
            value={userIds}
            error={faultBelow(assign.error, "userIds")}
            onChange={setUserIds}
          />
          <ReferencesPicker
            label="To assets"
            refersTo="asset"
            customerId={customerId}
            value={assetIds}
            error={faultBelow(assign.error, "assetIds")}
            onChange={setAssetIds}
          />
          {hasOtherFaults(assign.error, ["userIds", "assetIds"]) && <ProblemAlert error={assign.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={n === 0} loading={assign.isPending}>
              Assign{n > 0 ? ` to ${n.toLocaleString()}` : ""}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
