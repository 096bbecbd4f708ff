import { useParams } from "@tanstack/react-router";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { RecordPage } from "../../records/record-page.tsx";
import { WithKind } from "../../records/with-kind.tsx";
import { AssignmentList } from "./assignment-list.tsx";
import { QuantityHistory } from "./quantity-history.tsx";

/** A software licence: who holds it, and how many were bought over time. */
export function SoftwareLicencePage() {
  const id = Number(useParams({ strict: false }).id);
  const { search } = useAddressSearch();
  return (
    <WithKind name="softwareLicence" title={`Software licence ${id}`}>
      {(kind) => (
        <RecordPage
          key={id}
          kind={kind}
          id={id}
          search={search}
          tabs={[
            { key: "assignments", label: "Who has it", render: (record) => <AssignmentList licence={record} /> },
            { key: "quantities", label: "Quantities", render: () => <QuantityHistory path="software-licences" id={id} /> },
          ]}
        />
      )}
    </WithKind>
  );
}
