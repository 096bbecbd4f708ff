import { Anchor, Button, Group, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import type { CatalogueView } from "../../../src/api/v1/shapes/settings.ts";
import type { Mapping } from "../../../src/model/settings.ts";
import { catalogueQuery } from "../../queries/connection.ts";
import { settingsQuery } from "../../queries/settings.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";
import { ContinueButton } from "./continue-button.tsx";
import { SiteChoice, type WhichSite } from "./site-choice.tsx";
import { useSendEveryone } from "./use-send-everyone.ts";

interface RulesStepProps {
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
}

/** The first rule: everybody to one site, made here where the desk has none; or the page with all that rules can do. */
export function RulesStep({ connection, isCurrent }: RulesStepProps) {
  const settings = useQuery(settingsQuery(connection.id));
  const catalogue = useQuery(catalogueQuery());
  const hasRules = !connection.missing.includes("mappings");
  const openRules = (
    <Anchor underline="always" component={PathLink} href={`/directories/${connection.id}/who-goes-where`}>
      {hasRules ? "Open Who goes where" : "More than one site, agents, or people to leave out? Open Who goes where"}
    </Anchor>
  );
  if (hasRules) {
    return (
      <Stack gap="sm">
        <Loaded query={settings} reading="the rules">
          {({ settings: { mappings } }) => <RuleList mappings={mappings} catalogue={catalogue.data} />}
        </Loaded>
        <Group>
          {isCurrent && <ContinueButton connectionId={connection.id} to="match" />}
          {openRules}
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <Text size="sm">
        Without a rule nobody is imported. Most start with: everyone active → main site. Accounts that are suspended or archived create
        nobody, whatever a rule says.
      </Text>
      <Loaded query={catalogue} reading="the customers and sites of your desk">
        {(found) => <FirstRule connection={connection} catalogue={found} />}
      </Loaded>
      <Text size="sm">{openRules}</Text>
    </Stack>
  );
}

function RuleList({ mappings, catalogue }: { readonly mappings: readonly Mapping[]; readonly catalogue: CatalogueView | undefined }) {
  return (
    <List type="ordered" size="sm">
      {mappings.map((mapping) => (
        <List.Item key={mapping.id} dir="auto" style={{ overflowWrap: "anywhere" }}>
          {mapping.name} → {explainGoal(mapping, catalogue)}
        </List.Item>
      ))}
    </List>
  );
}

function explainGoal({ destination }: Mapping, catalogue: CatalogueView | undefined): string {
  if (destination.kind === "leaveOut") return "left out";
  if (destination.kind === "agent") return "agents";
  const site = catalogue?.sites.find(({ id }) => id === destination.siteId);
  return site === undefined ? "a site" : `${site.customer} › ${site.name}`;
}

function FirstRule({ connection, catalogue }: { readonly connection: ConnectionView; readonly catalogue: CatalogueView }) {
  const send = useSendEveryone(connection.id);
  const [site, setSite] = useState<WhichSite>({
    isNew: catalogue.sites.length === 0,
    siteId: null,
    customer: connection.name,
    mainSite: "Head office",
  });
  const chosen = catalogue.sites.find(({ id }) => id === site.siteId);
  const isReady = site.isNew ? site.customer.trim() !== "" && site.mainSite.trim() !== "" : chosen !== undefined;
  const goesTo = site.isNew ? site.mainSite.trim() || "…" : (chosen?.name ?? "…");
  const isPlaced = faultAt(send.error, "name") !== undefined || faultAt(send.error, "mainSite") !== undefined;
  return (
    <Stack gap="md">
      <SiteChoice catalogue={catalogue} value={site} onChange={setSite} error={send.error} />
      {send.isError && !isPlaced && <ProblemAlert error={send.error} />}
      <Group>
        <Button maw="100%" onClick={() => send.mutate(site)} disabled={!isReady} loading={send.isPending}>
          Everyone active → {goesTo}
        </Button>
        {!isReady && (
          <Text size="sm" c="dimmed">
            {site.isNew ? "Name the customer and its main site." : "Choose a site first."}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
