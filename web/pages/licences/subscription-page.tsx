import { useParams } from "@tanstack/react-router";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { RecordPage } from "../../records/record-page.tsx";
import { WithKind } from "../../records/with-kind.tsx";
import { QuantityHistory } from "./quantity-history.tsx";

/** A subscription: what was bought, and how its quantity grew. */
export function SubscriptionPage() {
  const id = Number(useParams({ strict: false }).id);
  const { search } = useAddressSearch();
  return (
    <WithKind name="subscription" title={`Subscription ${id}`}>
      {(kind) => (
        <RecordPage
          key={id}
          kind={kind}
          id={id}
          search={search}
          tabs={[{ key: "quantities", label: "Quantities", render: () => <QuantityHistory path="subscriptions" id={id} /> }]}
        />
      )}
    </WithKind>
  );
}
