import { Button, Group, Table, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { InvoicePreviewView } from "../../../src/api/v1/shapes/contracts.ts";
import { queryOf } from "../../queries/call.ts";
import type { AnyRecord } from "../../records/record-types.ts";
import { sayDay, sayMoney } from "../../records/record-words.ts";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Empty } from "../../ui/empty.tsx";
import { IconDownload } from "../../ui/icons.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import classes from "./licences.module.css";
import { useAdvanceInvoice, useInvoicePreview } from "./queries.ts";

/** What the next invoice would bill, each line beside the one before. */
export function InvoicePreview({ record }: { readonly record: AnyRecord }) {
  const [day, setDay] = useState("");
  const on = day === "" ? undefined : day;
  const preview = useInvoicePreview(record.id, on);
  const advance = useAdvanceInvoice(record.id);
  const [key, setKey] = useState(() => crypto.randomUUID());
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="md">
        <TextInput
          type="date"
          label="As billed on"
          description="Empty: the day on which it is due."
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button
            component="a"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            href={`/v1/recurring-invoices/${record.id}/preview.csv${queryOf({ on })}`}
            download={`invoice-${record.id}.csv`}
          >
            CSV
          </Button>
          {preview.data !== undefined && on === undefined && (
            <Allowed to="invoices:edit">
              <ConfirmButton
                label="It was billed…"
                confirmTitle={`Was ${preview.data.name} of ${sayDay(preview.data.on)} billed?`}
                confirmBody={`${sayMoney(preview.data.total, preview.data.currency)} are kept as billed, line by line, and the next invoice moves on. Nothing is sent to anybody.`}
                onConfirm={async () => {
                  await advance.mutateAsync({ version: record.version, key });
                  setKey(crypto.randomUUID());
                }}
              />
            </Allowed>
          )}
        </Group>
      </Group>
      <Loaded query={preview} reading="the next invoice">
        {(data) => <Lines preview={data} />}
      </Loaded>
    </>
  );
}

function Lines({ preview }: { readonly preview: InvoicePreviewView }) {
  const { currency, comparedWith, difference } = preview;
  if (preview.lines.length === 0) return <Empty title="It has no lines yet">Edit it to add what it bills.</Empty>;
  return (
    <>
      <Text size="sm" mb="sm" role="status">
        {sayDay(preview.on)}: <strong>{sayMoney(preview.total, currency)}</strong>, {sayDifference(difference, currency)} on{" "}
        {sayDay(comparedWith.on)} ({sayMoney(comparedWith.total, currency)}
        {comparedWith.isIssued ? ", as billed" : ", as counted then"}).
      </Text>
      <StackingTable label="Lines" minWidth="48rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Line</Table.Th>
            <Table.Th>Counted</Table.Th>
            <Table.Th ta="end">Quantity</Table.Th>
            <Table.Th ta="end">Before</Table.Th>
            <Table.Th ta="end">Price</Table.Th>
            <Table.Th ta="end">Amount</Table.Th>
            <Table.Th ta="end">Difference</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and two may be alike.
            <Table.Tr key={index}>
              <Table.Td data-label="Line" dir="auto">
                {line.says}
              </Table.Td>
              <Table.Td data-label="Counted">{line.from}</Table.Td>
              <Table.Td data-label="Quantity" ta="end">
                {line.quantity.toLocaleString()}
              </Table.Td>
              <Table.Td data-label="Before" ta="end">
                {line.before === null ? "–" : line.before.quantity.toLocaleString()}
              </Table.Td>
              <Table.Td data-label="Price" ta="end">
                {sayMoney(line.unitPrice, currency)}
              </Table.Td>
              <Table.Td data-label="Amount" ta="end">
                {sayMoney(line.amount, currency)}
              </Table.Td>
              <Table.Td data-label="Difference" ta="end">
                {line.difference === null ? (
                  "new"
                ) : (
                  <span className={line.difference > 0 ? classes.more : line.difference < 0 ? classes.less : undefined}>
                    {line.difference > 0 && "+"}
                    {sayMoney(line.difference, currency)}
                  </span>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </StackingTable>
    </>
  );
}

function sayDifference(difference: number, currency: string): string {
  if (difference === 0) return "as much as";
  return `${sayMoney(Math.abs(difference), currency)} ${difference > 0 ? "more" : "less"} than`;
}
