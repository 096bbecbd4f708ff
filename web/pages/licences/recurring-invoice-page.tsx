import { useParams } from "@tanstack/react-router";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { RecordPage } from "../../records/record-page.tsx";
import { WithKind } from "../../records/with-kind.tsx";
import { InvoicePreview } from "./invoice-preview.tsx";
import { IssuedInvoices } from "./issued-invoices.tsx";

/** A recurring invoice: its lines, what the next one would bill, and what was billed before. */
export function RecurringInvoicePage() {
  const id = Number(useParams({ strict: false }).id);
  const { search } = useAddressSearch();
  return (
    <WithKind name="recurringInvoice" title={`Recurring invoice ${id}`}>
      {(kind) => (
        <RecordPage
          key={id}
          kind={kind}
          id={id}
          search={search}
          tabs={[
            { key: "preview", label: "Next invoice", render: (record) => <InvoicePreview record={record} /> },
            { key: "issued", label: "Billed", render: () => <IssuedInvoices id={id} /> },
          ]}
        />
      )}
    </WithKind>
  );
}
