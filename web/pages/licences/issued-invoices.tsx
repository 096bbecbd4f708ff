import { Anchor, Group, Table, Text } from "@mantine/core";
import { queryOf } from "../../queries/call.ts";
import { sayDay, sayMoney } from "../../records/record-words.ts";
import { CsvButton } from "../../ui/csv-button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { When } from "../../ui/when.tsx";
import { useIssuedInvoices } from "./queries.ts";

/** What was billed before, as it was then. */
export function IssuedInvoices({ id }: { readonly id: number }) {
  const invoices = useIssuedInvoices(id);
  return (
    <Loaded query={invoices} reading="the invoices">
      {({ items, total }) =>
        items.length === 0 ? (
          <Empty title="Nothing was billed yet">When the next invoice was billed, say so there: it is kept here as it was.</Empty>
        ) : (
          <>
            <Group justify="flex-end" mb="sm">
              <CsvButton href={`/v1/invoices${queryOf({ recurringId: String(id), format: "csv" })}`} download="invoices.csv" n={total} />
            </Group>
            <StackingTable label="Billed invoices" minWidth="34rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Of</Table.Th>
                  <Table.Th ta="end">Total</Table.Th>
                  <Table.Th>Kept</Table.Th>
                  <Table.Th>Lines</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((invoice) => (
                  <Table.Tr key={invoice.id}>
                    <Table.Td data-label="Of">{sayDay(invoice.on)}</Table.Td>
                    <Table.Td data-label="Total" ta="end">
                      {sayMoney(invoice.total, invoice.currency)}
                    </Table.Td>
                    <Table.Td data-label="Kept">
                      <When at={invoice.at} />, {invoice.by}
                    </Table.Td>
                    <Table.Td data-label="Lines">
                      <Anchor size="sm" href={`/v1/invoices/${invoice.id}/lines.csv`} download={`invoice-${invoice.on}.csv`}>
                        CSV of {sayDay(invoice.on)}
                      </Anchor>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </StackingTable>
            {total > items.length && (
              <Text size="sm" mt="xs">
                The newest {items.length.toLocaleString()} of {total.toLocaleString()}.
              </Text>
            )}
          </>
        )
      }
    </Loaded>
  );
}
