import { Button, SimpleGrid, Table, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { CustomerView } from "../../../src/api/v1/shapes/person.ts";
import { useAddSite, useCustomer, useRenameCustomer } from "../../queries/customers.ts";
import { Allowed } from "../../session.tsx";
import { CountLink } from "../../ui/count-link.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { AnchorLink, ButtonLink } from "../../why/anchor-link.tsx";
import { DirectoryBlock } from "./directory-block.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { RenameButton } from "./rename-button.tsx";

/** A customer: where its people come from, its sites, and its people. */
export function CustomerPage() {
  const id = Number(useParams({ strict: false }).id);
  const customer = useCustomer(id);
  return (
    <Page
      title={customer.data?.name ?? `Customer ${id}`}
      crumbs={[{ label: "Customers", to: "/customers" }]}
      subtitle={customer.data !== undefined && <Head customer={customer.data} />}
      actions={customer.data !== undefined && <Rename customer={customer.data} />}
      primary={
        <ButtonLink to="/users" search={{ customer: id }}>
          See the users
        </ButtonLink>
      }
    >
      <Loaded query={customer} reading={`customer ${id}`}>
        {(data) => (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
            <DirectoryBlock customer={data} />
            <Sites customer={data} />
          </SimpleGrid>
        )}
      </Loaded>
    </Page>
  );
}

function Head({ customer }: { customer: CustomerView }) {
  return (
    <>
      <CountLink n={customer.activeUsers} label="active users" to="/users" search={{ customer: customer.id, active: true }} />
      {" of "}
      <CountLink n={customer.users} to="/users" search={{ customer: customer.id }} />
      {customer.mainSite !== null && (
        <>
          {" · main site "}
          <AnchorLink to="/sites/$id" params={{ id: String(customer.mainSite.id) }} inherit>
            {customer.mainSite.name}
          </AnchorLink>
        </>
      )}
      {customer.domains.length > 0 && ` · ${customer.domains.join(", ")}`}{" "}
      {!customer.isActive && <StateBadge tone="neutral">inactive</StateBadge>}
    </>
  );
}

function Sites({ customer }: { customer: CustomerView }) {
  return (
    <Section title="Sites" description="Every user belongs to one of them." actions={<AddSite customer={customer} />}>
      <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Site</Table.Th>
              <Table.Th ta="end">Active users</Table.Th>
              <Table.Th ta="end">Users</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {customer.siteList.map((site) => (
              <Table.Tr key={site.id}>
                <Table.Td style={{ overflowWrap: "anywhere" }}>
                  <AnchorLink to="/sites/$id" params={{ id: String(site.id) }} size="sm" dir="auto">
                    {site.name}
                  </AnchorLink>
                  {site.isMain && (
                    <Text span size="sm" c="dimmed">
                      {" "}
                      main
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="end">
                  <CountLink n={site.activeUsers} to="/users" search={{ site: site.id, active: true }} />
                </Table.Td>
                <Table.Td ta="end">
                  <CountLink n={site.users} to="/users" search={{ site: site.id }} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function Rename({ customer }: { customer: CustomerView }) {
  const rename = useRenameCustomer(customer.id);
  return <RenameButton name={customer.name} onSave={(name) => rename.mutateAsync(name)} />;
}

function AddSite({ customer }: { customer: CustomerView }) {
  const [isOpen, setOpen] = useState(false);
  const add = useAddSite();
  return (
    <Allowed to="desk:edit">
      <Button variant="default" onClick={() => setOpen(true)}>
        Add a site
      </Button>
      {isOpen && (
        <NameDialog
          title={`Add a site to ${customer.name}`}
          verb="Add the site"
          fields={[{ key: "name", label: "Name", description: "Rules can send people there as soon as it exists.", value: "" }]}
          onClose={() => setOpen(false)}
          onSave={({ name = "" }) => add.mutateAsync({ name, customerId: customer.id })}
        />
      )}
    </Allowed>
  );
}
