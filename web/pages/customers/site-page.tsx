import { List, SimpleGrid, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { SiteView } from "../../../src/api/v1/shapes/person.ts";
import { useRecord } from "../../queries/records.ts";
import { HeldList } from "../../records/held-list.tsx";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { RecordDetails } from "../../records/record-details.tsx";
import { RecordPage } from "../../records/record-page.tsx";
import type { AnyRecord, KindView } from "../../records/record-types.ts";
import { WithKind } from "../../records/with-kind.tsx";
import { useMe } from "../../session.tsx";
import { CountLink } from "../../ui/count-link.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Section } from "../../ui/page.tsx";
import { AnchorLink, ButtonLink } from "../../why/anchor-link.tsx";
import { UsersTab } from "./users-tab.tsx";

/** A site of a customer: its people and devices, and the rules that send people here. */
export function SitePage() {
  const id = Number(useParams({ strict: false }).id);
  return (
    <WithKind name="site" title={`Site ${id}`}>
      {(kind) => <SiteOf key={id} kind={kind} id={id} />}
    </WithKind>
  );
}

function SiteOf({ kind, id }: { readonly kind: KindView; readonly id: number }) {
  const { search } = useAddressSearch();
  const { permissions } = useMe();
  const site = useRecord(kind, id).data;
  const customer = site === undefined ? null : viewOf(site).customer;
  return (
    <RecordPage
      kind={kind}
      id={id}
      search={search}
      crumbs={[
        { label: "Customers", to: "/customers" },
        ...(customer === null ? [] : [{ label: customer.name, to: `/customers/${customer.id}` }]),
      ]}
      subtitle={(record) => <Head site={viewOf(record)} />}
      primary={() => (
        <ButtonLink to="/users" search={{ site: id }}>
          See the users
        </ButtonLink>
      )}
      renderDetails={(record) => (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
          <Rules site={viewOf(record)} />
          <Section title="Details">
            <RecordDetails kind={kind} record={record} without={["name"]} />
          </Section>
        </SimpleGrid>
      )}
      tabs={[
        ...(permissions.includes("users:read")
          ? [{ key: "users", label: "Users", render: () => <UsersTab filter={{ site: String(id) }} /> }]
          : []),
        ...(permissions.includes("assets:read")
          ? [
              {
                key: "assets",
                label: "Assets",
                render: () => (
                  <HeldList
                    name="asset"
                    held={{ siteId: String(id) }}
                    preset={{ siteId: id }}
                    shown={["typeId", "key", "tag", "userIds", "statusId", "isActive"]}
                    filters={["typeId", "isActive"]}
                    empty={<Empty title="No asset yet" />}
                  />
                ),
              },
            ]
          : []),
      ]}
      deletion="While users, assets or tickets belong to it, or a rule sends people there, deleting is refused and says what does: make it inactive instead. A main site stays as long as its customer."
    />
  );
}

function Head({ site }: { readonly site: SiteView }) {
  return (
    <>
      <CountLink n={site.activeUsers} label="active users" to="/users" search={{ site: site.id, active: true }} /> of{" "}
      <CountLink n={site.users} to="/users" search={{ site: site.id }} />
      {site.isMain && " · main site"}
    </>
  );
}

function Rules({ site }: { readonly site: SiteView }) {
  return (
    <Section title="Rules that send people here" description="Tried in order in each directory; the first that fits decides.">
      {site.mappings.length === 0 ? (
        <Empty title="No rule sends people here">
          <Text size="sm">
            Who is here was put here by hand, or by a rule that has changed since. Add a rule under Who goes where of a directory.
          </Text>
        </Empty>
      ) : (
        <List size="sm">
          {site.mappings.map((rule) => (
            <List.Item key={`${rule.connectionId} ${rule.mappingId}`} style={{ overflowWrap: "anywhere" }}>
              <AnchorLink to="/directories/$connectionId/who-goes-where" params={{ connectionId: String(rule.connectionId) }} size="sm">
                {rule.name}
              </AnchorLink>{" "}
              of {rule.connection}
            </List.Item>
          ))}
        </List>
      )}
    </Section>
  );
}

/** A site's record has what else is known of it beside its fields. */
function viewOf(record: AnyRecord): SiteView {
  return record as unknown as SiteView;
}
