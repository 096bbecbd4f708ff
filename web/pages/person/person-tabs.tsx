import { Tabs } from "@mantine/core";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { GroupsTab } from "./groups-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { NowTab } from "./now-tab.tsx";
import { type PersonTab, personTabs } from "./person-search.ts";
import { WhyTab } from "./why-tab.tsx";

interface PersonTabsProps {
  readonly person: PersonView;
  readonly tab: PersonTab;
  readonly onTab: (tab: PersonTab) => void;
}

const labels: Readonly<Record<PersonTab, string>> = { now: "Now", why: "Why", groups: "Groups", history: "History" };

/** Everything about a person, one question a tab. */
export function PersonTabs({ person, tab, onTab }: PersonTabsProps) {
  return (
    <Tabs value={tab} onChange={(next) => onTab(personTabs.find((known) => known === next) ?? "now")} keepMounted={false}>
      <Tabs.List mb="sm">
        {personTabs.map((known) => (
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
      <Tabs.Panel value="history">
        <HistoryTab entity={person.entity} id={person.id} />
      </Tabs.Panel>
    </Tabs>
  );
}
