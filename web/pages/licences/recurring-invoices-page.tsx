import { KindListPage } from "../../records/kind-list-page.tsx";
import { Empty } from "../../ui/empty.tsx";

/** Invoices that come again, whose lines follow what a customer has. */
export function RecurringInvoicesPage() {
  return (
    <KindListPage
      name="recurringInvoice"
      title="Recurring invoices"
      subtitle="Invoices that come again. Their lines count seats, licences, people and devices anew each time."
      shown={["customerId", "everyMonths", "nextOn", "currency", "isActive"]}
      filters={["customerId", "nextOn", "isActive"]}
      views={[{ name: "Active", query: "isActive=true&sort=nextOn" }]}
      empty={
        <Empty title="No recurring invoice yet">
          Create one for a customer, add its lines, and look at the next invoice before it is due.
        </Empty>
      }
    />
  );
}
