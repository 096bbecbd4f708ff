import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CustomerRow } from "../../../src/api/v1/shapes/person.ts";
import { useKind, useSaveRecord } from "../../queries/records.ts";
import { KindListPage } from "../../records/kind-list-page.tsx";
import { RecordDetails } from "../../records/record-details.tsx";
import type { AnyRecord, KindView } from "../../records/record-types.ts";
import { Allowed } from "../../session.tsx";
import { CountLink } from "../../ui/count-link.tsx";
import type { Column } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { DirectoryLinks } from "./directory-links.tsx";
import { NameDialog } from "./name-dialog.tsx";

/** The organisations that the desk serves. */
export function CustomersPage() {
  return (
    <KindListPage
      name="customer"
      title="Customers"
      subtitle="Organisations that the desk serves, with their sites and people."
      shown={["isActive", "isVip"]}
      filters={["isActive", "isVip"]}
      views={[
        { name: "Active", query: "isActive=true" },
        { name: "VIP", query: "isVip=true" },
      ]}
      extra={columns}
      primary={(kind) => <AddCustomer kind={kind} />}
      renderBeside={(record) => <Beside record={record} />}
      empty={
        <Empty title="No customer yet">
          A customer has a main site, and people belong to sites. Add one, then send people to its sites by a directory's rules.
        </Empty>
      }
    />
  );
}

/** The server adds these figures to every row of the list. */
function figuresOf(record: AnyRecord): CustomerRow {
  return record as unknown as CustomerRow;
}

const columns: readonly Column<AnyRecord>[] = [
  {
    key: "activeUsers",
    label: "Active users",
    align: "end",
    render: (row) => <CountLink n={figuresOf(row).activeUsers} to="/users" search={{ customer: row.id, active: true }} />,
  },
  {
    key: "users",
    label: "Users",
    align: "end",
    render: (row) => <CountLink n={figuresOf(row).users} to="/users" search={{ customer: row.id }} />,
  },
  {
    key: "sites",
    label: "Sites",
    align: "end",
    render: (row) => <CountLink n={figuresOf(row).sites} to={`/customers/${row.id}`} search={{ tab: "sites" }} />,
  },
  {
    key: "directories",
    label: "Directory",
    width: "2fr",
    minWidth: 200,
    render: (row) => <DirectoryLinks directories={figuresOf(row).directories} />,
  },
];

function Beside({ record }: { readonly record: AnyRecord }) {
  const kind = useKind("customer");
  return kind === undefined ? null : <RecordDetails kind={kind} record={record} />;
}

function AddCustomer({ kind }: { readonly kind: KindView }) {
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState("");
  const navigate = useNavigate();
  const save = useSaveRecord(kind);
  return (
    <Allowed to="customers:edit">
      <Button
        onClick={() => {
          setKey(crypto.randomUUID());
          setOpen(true);
        }}
      >
        Add a customer
      </Button>
      {isOpen && (
        <NameDialog
          title="Add a customer"
          verb="Add the customer"
          fields={[
            { key: "name", label: "Name", value: "" },
            { key: "mainSite", label: "Main site", description: "Where people belong who belong nowhere else.", value: "Main" },
          ]}
          onClose={() => setOpen(false)}
          onSave={async ({ name = "", mainSite = "" }) => {
            const { id } = await save.mutateAsync({ key, values: { name, ...(mainSite !== "" && { mainSite }) } });
            await navigate({ to: "/customers/$id", params: { id: String(id) } });
          }}
        />
      )}
    </Allowed>
  );
}
