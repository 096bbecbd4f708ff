import { List, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { SiteView } from "../../../src/api/v1/shapes/person.ts";
import { useRenameSite, useSite } from "../../queries/customers.ts";
import { CountLink } from "../../ui/count-link.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { AnchorLink, ButtonLink } from "../../why/anchor-link.tsx";
import { RenameButton } from "./rename-button.tsx";

/** A site of a customer: its people, and the rules that send people here. */
export function SitePage() {
  const id = Number(useParams({ strict: false }).id);
  const site = useSite(id);
  const crumbs = [
    { label: "Customers", to: "/customers" },
    ...(site.data === undefined ? [] : [{ label: site.data.customer.name, to: `/customers/${site.data.customer.id}` }]),
  ];
  return (
    <Page
      title={site.data?.name ?? `Site ${id}`}
      crumbs={crumbs}
      subtitle={site.data !== undefined && <Head site={site.data} />}
      actions={site.data !== undefined && <Rename site={site.data} />}
      primary={
        <ButtonLink to="/users" search={{ site: id }}>
          See the users
        </ButtonLink>
      }
    >
      <Loaded query={site} reading={`site ${id}`}>
        {(data) => <Rules site={data} />}
      </Loaded>
    </Page>
  );
}

function Head({ site }: { site: SiteView }) {
  return (
    <>
      <CountLink n={site.activeUsers} label="active users" to="/users" search={{ site: site.id, active: true }} /> of{" "}
      <CountLink n={site.users} to="/users" search={{ site: site.id }} />
      {site.isMain && " · main site"}
    </>
  );
}

function Rules({ site }: { site: SiteView }) {
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

function Rename({ site }: { site: SiteView }) {
  const rename = useRenameSite(site.id);
  return (
    <RenameButton
      name={site.name}
      description="Rules point at the site itself, so they keep working."
      onSave={(name) => rename.mutateAsync(name)}
    />
  );
}
