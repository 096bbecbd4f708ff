import { Button, Group, Stack, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { CustomerRow } from "../../../src/api/v1/shapes/person.ts";
import { api, ask } from "../../api.ts";
import { useAddCustomer } from "../../queries/customers.ts";
import { Allowed } from "../../session.tsx";
import { CountLink } from "../../ui/count-link.tsx";
import { type Column, DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { AnchorLink } from "../../why/anchor-link.tsx";
import { DirectoryLinks } from "./directory-links.tsx";
import { NameDialog } from "./name-dialog.tsx";

/** The organisations that the desk serves. */
export function CustomersPage() {
  const { q } = useSearch({ from: "/customers" });
  const navigate = useNavigate();
  const rows = useWindow<CustomerRow>({
    key: ["customers", "list", q ?? ""],
    fetchRows: (from, limit) =>
      ask(api.customers.$get({ query: { ...(q !== undefined && { q }), from: String(from), limit: String(limit) } })),
  });
  return (
    <Page title="Customers" subtitle="Organisations that the desk serves, with their sites and people." primary={<AddCustomer />}>
      <Group gap="xs" justify="space-between">
        <SearchBox
          label="Search customers"
          placeholder="Name"
          value={q ?? ""}
          onChange={(typed) => void navigate({ to: ".", search: typed === "" ? {} : { q: typed }, replace: true })}
        />
        <Text size="sm" role="status">
          {rows.total === null ? "Counting…" : `${rows.total.toLocaleString()} ${rows.total === 1 ? "customer" : "customers"}`}
        </Text>
      </Group>
      {rows.error !== null && <ProblemAlert error={rows.error} onRetry={() => void rows.refresh()} />}
      {rows.total === null && rows.error === null && <Reading what="the list of customers" />}
      {rows.total !== null && (
        <DataGrid
          label="Customers"
          total={rows.total}
          columns={columns}
          getRow={rows.getRow}
          onRange={rows.onRange}
          rowKey={(row) => row.id}
          resetKey={rows.resetKey}
          onOpen={(row) => void navigate({ to: "/customers/$id", params: { id: String(row.id) } })}
          renderCard={(row) => <CustomerCard row={row} />}
          empty={
            q === undefined ? (
              <Empty title="No customer yet" action={<AddCustomer />}>
                A customer has a main site, and people belong to sites. Add one, then send people to its sites by a directory's rules.
              </Empty>
            ) : (
              <Empty
                title={`No customer is called “${q}”`}
                action={<Button onClick={() => void navigate({ to: ".", search: {} })}>Show all</Button>}
              />
            )
          }
        />
      )}
    </Page>
  );
}

const columns: readonly Column<CustomerRow>[] = [
  {
    key: "name",
    label: "Customer",
    width: "2fr",
    minWidth: 200,
    render: (row) => (
      <AnchorLink to="/customers/$id" params={{ id: String(row.id) }} inherit underline="hover" dir="auto" title={row.name}>
        {row.name}
      </AnchorLink>
    ),
  },
  {
    key: "active",
    label: "Active users",
    align: "end",
    render: (row) => <CountLink n={row.activeUsers} to="/users" search={{ customer: row.id, active: true }} />,
  },
  { key: "users", label: "Users", align: "end", render: (row) => <CountLink n={row.users} to="/users" search={{ customer: row.id }} /> },
  { key: "sites", label: "Sites", align: "end", render: (row) => <CountLink n={row.sites} to={`/customers/${row.id}`} /> },
  {
    key: "directories",
    label: "Directory",
    width: "2fr",
    minWidth: 200,
    render: (row) => <DirectoryLinks directories={row.directories} />,
  },
];

function CustomerCard({ row }: { row: CustomerRow }) {
  return (
    <Stack gap="xs">
      <AnchorLink to="/customers/$id" params={{ id: String(row.id) }} dir="auto" style={{ overflowWrap: "anywhere" }}>
        {row.name}
      </AnchorLink>
      <Group gap="md">
        <CountLink n={row.activeUsers} label="active users" to="/users" search={{ customer: row.id, active: true }} />
        <CountLink n={row.sites} label={row.sites === 1 ? "site" : "sites"} to={`/customers/${row.id}`} />
      </Group>
      <DirectoryLinks directories={row.directories} />
    </Stack>
  );
}

function AddCustomer() {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  const add = useAddCustomer();
  return (
    <Allowed to="desk:edit">
      <Button onClick={() => setOpen(true)}>Add a customer</Button>
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
            const { id } = await add.mutateAsync({ name, ...(mainSite !== "" && { mainSite }) });
            await navigate({ to: "/customers/$id", params: { id: String(id) } });
          }}
        />
      )}
    </Allowed>
  );
}
