import { Table, Text, Title } from "@mantine/core";
import type { InvoicePreviewView } from "../../../src/api/v1/shapes/contracts.ts";
import { useKind, useRecords } from "../../queries/records.ts";
import type { AnyRecord } from "../../records/record-types.ts";
import { sayDay, sayMoney } from "../../records/record-words.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { StackingTable } from "../../ui/stacking-table.tsx";
import { AnchorLink, ButtonLink } from "../../why/anchor-link.tsx";
import { useInvoicePreview } from "../licences/queries.ts";
import classes from "./customer.module.css";

const shown = 8;

/** What is billed next to a customer: the total, its lines, and the way to the whole preview; other invoices by name. */
export function CustomerInvoice({ id }: { readonly id: number }) {
  const invoices = useRecords(useKind("recurringInvoice"), { customerId: String(id), isActive: "true", sort: "nextOn", limit: "20" });
  return (
    <Loaded query={invoices} reading="what is billed next">
      {({ items: [next, ...others], total }) =>
        next === undefined ? (
          <Text size="sm" c="dimmed">
            No recurring invoice bills anything here.
          </Text>
        ) : (
          <div>
            <NextInvoice id={next.id} />
            {others.length > 0 && <Others invoices={others} more={total - 1 - others.length} />}
          </div>
        )
      }
    </Loaded>
  );
}

function NextInvoice({ id }: { readonly id: number }) {
  const preview = useInvoicePreview(id, undefined);
  return (
    <>
      <div className={classes.invoiceHead}>
        <Title order={3} size="h5">
          Next invoice
        </Title>
        <ButtonLink
          to="/recurring-invoices/$id"
          params={{ id: String(id) }}
          search={{ tab: "preview" }}
          variant="default"
          size="compact-sm"
        >
          See the preview
        </ButtonLink>
      </div>
      <Loaded query={preview} reading="the next invoice">
        {(data) => <Lines preview={data} />}
      </Loaded>
    </>
  );
}

function Lines({ preview: { name, on, total, currency, lines } }: { readonly preview: InvoicePreviewView }) {
  const left = lines.length - shown;
  return (
    <>
      <Text size="sm" mb="xs" component="div" style={{ overflowWrap: "anywhere" }}>
        <span dir="auto">{name}</span>, {sayDay(on)}: <strong>{sayMoney(total, currency)}</strong>
      </Text>
      <div className={classes.compact}>
        <StackingTable label="Lines of the next invoice" minWidth="24rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Line</Table.Th>
              <Table.Th className={classes.figure}>Quantity</Table.Th>
              <Table.Th className={classes.figure}>Price</Table.Th>
              <Table.Th className={classes.figure}>Amount</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.slice(0, shown).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and two may be alike.
              <Table.Tr key={index}>
                <Table.Td dir="auto" className={classes.product}>
                  {line.says}
                </Table.Td>
                <Table.Td data-label="Quantity" className={classes.figure}>
                  {line.quantity.toLocaleString()}
                </Table.Td>
                <Table.Td data-label="Price" className={classes.figure}>
                  {sayMoney(line.unitPrice, currency)}
                </Table.Td>
                <Table.Td data-label="Amount" className={classes.figure}>
                  {sayMoney(line.amount, currency)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </StackingTable>
      </div>
      {left > 0 && (
        <Text size="sm" mt="xs" c="dimmed">
          and {left.toLocaleString()} more {left === 1 ? "line" : "lines"}.
        </Text>
      )}
    </>
  );
}

function Others({ invoices, more }: { readonly invoices: readonly AnyRecord[]; readonly more: number }) {
  return (
    <Text size="sm" mt="sm" component="div" style={{ overflowWrap: "anywhere" }}>
      Then{" "}
      {invoices.map((invoice, index) => (
        <span key={invoice.id}>
          {index > 0 && ", "}
          <AnchorLink to="/recurring-invoices/$id" params={{ id: String(invoice.id) }} search={{ tab: "preview" }} inherit>
            {String(invoice.name)}
          </AnchorLink>
          {typeof invoice.nextOn === "string" && ` on ${sayDay(invoice.nextOn)}`}
        </span>
      ))}
      {more > 0 && ` and ${more.toLocaleString()} more`}.
    </Text>
  );
}
