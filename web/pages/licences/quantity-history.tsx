import { Button, Group, Modal, NumberInput, Stack, Table, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { Allowed } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { formatTime } from "../../ui/when.tsx";
import { QuantityChart } from "./quantity-chart.tsx";
import { type Counted, useCorrectQuantity, useQuantities } from "./queries.ts";

interface QuantityHistoryProps {
  readonly path: Counted;
  readonly id: number;
}

/** How many were bought and assigned over time, drawn and as a table; what is known better is corrected here. */
export function QuantityHistory({ path, id }: QuantityHistoryProps) {
  const quantities = useQuantities(path, id);
  const [isOpen, setOpen] = useState(false);
  return (
    <Loaded query={quantities} reading="the quantities">
      {({ items }) => (
        <Stack gap="md">
          <Allowed to="licences:edit">
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpen(true)}>
                Correct the past…
              </Button>
            </Group>
          </Allowed>
          {items.length === 0 ? (
            <Empty title="No quantity yet">Every change of the quantity is kept from now on.</Empty>
          ) : (
            <>
              <QuantityChart quantities={items} />
              <StackingTable label="Quantities" minWidth="28rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>From</Table.Th>
                    <Table.Th ta="end">Bought</Table.Th>
                    <Table.Th ta="end">Assigned</Table.Th>
                    <Table.Th>By</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items
                    .toSorted((a, b) => b.at.localeCompare(a.at))
                    .map((item) => (
                      <Table.Tr key={`${item.at} ${item.quantity} ${item.assigned}`}>
                        <Table.Td data-label="From">{formatTime(item.at)}</Table.Td>
                        <Table.Td data-label="Bought" ta="end">
                          {item.quantity.toLocaleString()}
                        </Table.Td>
                        <Table.Td data-label="Assigned" ta="end">
                          {item.assigned.toLocaleString()}
                        </Table.Td>
                        <Table.Td data-label="By">{item.by}</Table.Td>
                      </Table.Tr>
                    ))}
                </Table.Tbody>
              </StackingTable>
            </>
          )}
          {isOpen && <CorrectQuantity path={path} id={id} onClose={() => setOpen(false)} />}
        </Stack>
      )}
    </Loaded>
  );
}

function CorrectQuantity({ path, id, onClose }: QuantityHistoryProps & { readonly onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID());
  const [day, setDay] = useState("");
  const [quantity, setQuantity] = useState<number | null>(null);
  const correct = useCorrectQuantity(path, id);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (quantity === null) return;
    const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
    correct.mutate({ key, at: new Date(year, month - 1, date).toISOString(), quantity }, { onSuccess: onClose });
  }
  return (
    <Modal opened onClose={onClose} title="Correct the past" centered closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">
            Say how many were bought from a day on, until the next change. Invoices that were billed already stay as they are.
          </Text>
          <TextInput
            type="date"
            label="From"
            withAsterisk
            value={day}
            error={faultBelow(correct.error, "at")}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <NumberInput
            label="Bought"
            withAsterisk
            min={0}
            allowDecimal={false}
            value={quantity ?? ""}
            error={faultBelow(correct.error, "quantity")}
            onChange={(typed) => setQuantity(typed === "" ? null : Number(typed))}
          />
          {hasOtherFaults(correct.error, ["at", "quantity"]) && <ProblemAlert error={correct.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={day === "" || quantity === null} loading={correct.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
