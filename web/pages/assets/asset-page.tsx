import { useParams } from "@tanstack/react-router";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { RecordPage } from "../../records/record-page.tsx";
import { WithKind } from "../../records/with-kind.tsx";
import { LicencesOf } from "../licences/licences-of.tsx";
import { TicketsTab } from "../tickets/tickets-tab.tsx";
import { AssetUsers } from "./asset-users.tsx";

/** An asset: its fields, who uses it, its licences and tickets, what happened to it. */
export function AssetPage() {
  const id = Number(useParams({ strict: false }).id);
  const { search } = useAddressSearch();
  return (
    <WithKind name="asset" title={`Asset ${id}`}>
      {(kind) => (
        <RecordPage
          kind={kind}
          id={id}
          search={search}
          tabs={[
            { key: "users", label: "Users", render: (record) => <AssetUsers record={record} /> },
            { key: "licences", label: "Licences", render: () => <LicencesOf path="assets" id={id} /> },
            {
              key: "tickets",
              label: "Tickets",
              render: (record) => <TicketsTab held={{ assetIds: String(record.id) }} preset={{ assetIds: record.id }} />,
            },
          ]}
        />
      )}
    </WithKind>
  );
}
