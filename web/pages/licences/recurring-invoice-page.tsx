import { KindPage } from "../../records/kind-page.tsx";
import { InvoicePreview } from "./invoice-preview.tsx";
import { IssuedInvoices } from "./issued-invoices.tsx";

/** A recurring invoice: its lines, what the next one would bill, and what was billed before. */
export function RecurringInvoicePage() {
  return (
    <KindPage
      name="recurringInvoice"
      title="Recurring invoice"
      tabs={(id) => [
        { key: "preview", label: "Next invoice", render: (record) => <InvoicePreview record={record} /> },
        { key: "issued", label: "Billed", render: () => <IssuedInvoices id={id} /> },
      ]}
    />
  );
}
