import { KindPage } from "../../records/kind-page.tsx";
import { AssignmentList } from "./assignment-list.tsx";
import { QuantityHistory } from "./quantity-history.tsx";

/** A software licence: who holds it, and how many were bought over time. */
export function SoftwareLicencePage() {
  return (
    <KindPage
      name="softwareLicence"
      title="Software licence"
      tabs={(id) => [
        { key: "assignments", label: "Who has it", render: (record) => <AssignmentList licence={record} /> },
        { key: "quantities", label: "Quantities", render: () => <QuantityHistory path="software-licences" id={id} /> },
      ]}
    />
  );
}
