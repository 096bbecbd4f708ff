import { useParams } from "@tanstack/react-router";
import type { CustomerView } from "../../../src/api/v1/shapes/person.ts";
import { HeldList } from "../../records/held-list.tsx";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { RecordPage, type RecordTab } from "../../records/record-page.tsx";
import type { AnyRecord } from "../../records/record-types.ts";
import { WithKind } from "../../records/with-kind.tsx";
import { useMe } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { NewTicketButton } from "../tickets/new-ticket-button.tsx";
import { TicketsTab } from "../tickets/tickets-tab.tsx";
import { CustomerHead } from "./customer-head.tsx";
import { CustomerImport } from "./customer-import.tsx";
import { CustomerLicences } from "./customer-licences.tsx";
import { CustomerOverview } from "./customer-overview.tsx";
import { UsersTab } from "./users-tab.tsx";

/** A customer: where its people come from, and everything that belongs to it. */
export function CustomerPage() {
  const id = Number(useParams({ strict: false }).id);
  const { search } = useAddressSearch();
  const { permissions } = useMe();
  const tabs = listTabs(id).filter(({ needs }) => permissions.includes(needs));
  return (
    <WithKind name="customer" title={`Customer ${id}`}>
      {(kind) => (
        <RecordPage
          key={id}
          kind={kind}
          id={id}
          search={search}
          tabs={tabs}
          subtitle={(record) => <CustomerHead customer={viewOf(record)} />}
          renderDetails={(record) => <CustomerOverview kind={kind} record={record} customer={viewOf(record)} />}
          primary={(record) => (
            <>
              <CustomerImport directories={viewOf(record).directories} />
              <NewTicketButton preset={{ customerId: id }} />
            </>
          )}
          isEditedInTab
          deletion="Its sites go with it. While users, assets or tickets belong to it, or a rule sends people there, deleting is refused and says what does: make it inactive instead."
        />
      )}
    </WithKind>
  );
}

function listTabs(
  id: number,
): readonly (RecordTab & { readonly needs: "customers:read" | "users:read" | "assets:read" | "licences:read" | "tickets:read" })[] {
  const held = { customerId: String(id) };
  const preset = { customerId: id };
  return [
    {
      key: "sites",
      label: "Sites",
      needs: "customers:read",
      render: () => (
        <HeldList
          name="site"
          held={held}
          preset={preset}
          shown={["isMain", "isActive", "city", "country", "phone"]}
          filters={["isActive"]}
          empty={<Empty title="No site yet">Every user belongs to a site.</Empty>}
        />
      ),
    },
    { key: "users", label: "Users", needs: "users:read", render: () => <UsersTab filter={{ customer: String(id) }} /> },
    {
      key: "assets",
      label: "Assets",
      needs: "assets:read",
      render: () => (
        <HeldList
          name="asset"
          held={held}
          shown={["typeId", "key", "tag", "siteId", "userIds", "isActive"]}
          filters={["typeId", "isActive"]}
          empty={<Empty title="No asset yet">Assets stand at a site of the customer.</Empty>}
        />
      ),
    },
    { key: "licences", label: "Licences & subscriptions", needs: "licences:read", render: () => <CustomerLicences id={id} /> },
    {
      key: "tickets",
      label: "Tickets",
      needs: "tickets:read",
      render: () => <TicketsTab held={held} preset={preset} />,
    },
  ];
}

/** A customer's record has what else is known of it beside its fields. */
function viewOf(record: AnyRecord): CustomerView {
  return record as unknown as CustomerView;
}
