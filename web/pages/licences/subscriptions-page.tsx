import { KindListPage } from "../../records/kind-list-page.tsx";
import { Empty } from "../../ui/empty.tsx";

/** What is bought by the seat for customers. */
export function SubscriptionsPage() {
  return (
    <KindListPage
      name="subscription"
      title="Subscriptions"
      subtitle="What is bought by the seat for customers. Every change of a quantity is kept with its date."
      shown={["customerId", "quantity", "assignedQuantity", "price", "renewsOn", "status"]}
      filters={["customerId", "status", "renewsOn"]}
      views={[{ name: "Active", query: "status=active" }]}
      empty={<Empty title="No subscription yet">Create one here, or let a program keep them through the API.</Empty>}
    />
  );
}
