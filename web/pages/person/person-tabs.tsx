import { Tabs } from "@mantine/core";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import type { Permission } from "../../../src/model/permission.ts";
import { useMe } from "../../session.tsx";
import { TicketsTab } from "../tickets/tickets-tab.tsx";
import { DevicesTab } from "./devices-tab.tsx";
import { GroupsTab } from "./groups-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { NowTab } from "./now-tab.tsx";
import { type PersonTab, personTabs } from "./person-search.ts";
import { RolesTab } from "./roles-tab.tsx";
import { WhyTab } from "./why-tab.tsx";

interface PersonTabsProps {
  readonly person: PersonView;
  readonly tab: PersonTab;
  readonly onTab: (tab: PersonTab) => void;
}

const labels: Readonly<Record<PersonTab, string>> = {
  now: "Now",
  why: "Why",
  groups: "Groups",
  roles: "Roles",
  devices: "Licences & devices",
  tickets: "Tickets",
  history: "History",
};

/** Everything about a person, one question a tab. */
export function PersonTabs({ person, tab, onTab }: PersonTabsProps) {
  const { permissions } = useMe();
  const shown = personTabs.filter((known) => isThere(known, person, permissions));
  return (
    <Tabs value={tab} onChange={(next) => onTab(personTabs.find((known) => known === next) ?? "now")} keepMounted={false}>
      <Tabs.List mb="sm">
        {shown.map((known) => (
          <Tabs.Tab key={known} value={known}>
            {labels[known]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="now">
        <NowTab person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="why">
        <WhyTab person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="groups">
        <GroupsTab person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="roles">
        <RolesTab person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="devices">
        <DevicesTab person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="tickets">
        <TicketsTab
          held={{ [person.entity === "user" ? "userId" : "agentId"]: String(person.id) }}
          preset={{ [person.entity === "user" ? "userId" : "agentId"]: person.id }}
        />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <HistoryTab entity={person.entity} id={person.id} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** Tabs that do not apply, or that somebody may not see, are absent. */
function isThere(tab: PersonTab, { entity }: PersonView, permissions: readonly Permission[]): boolean {
  if (tab === "devices") return entity === "user" && (permissions.includes("licences:read") || permissions.includes("assets:read"));
  return tab !== "tickets" || permissions.includes("tickets:read");
}
