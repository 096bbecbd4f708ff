import { KindPage } from "../../records/kind-page.tsx";
import { QuantityHistory } from "./quantity-history.tsx";

/** A subscription: what was bought, and how its quantity grew. */
export function SubscriptionPage() {
  return (
    <KindPage
      name="subscription"
      title="Subscription"
      tabs={(id) => [{ key: "quantities", label: "Quantities", render: () => <QuantityHistory path="subscriptions" id={id} /> }]}
    />
  );
}
