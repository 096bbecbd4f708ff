import type { Home } from "../../../src/api/v1/shapes/home.ts";
import { useHome } from "../../queries/home.ts";
import { useMe } from "../../session.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import layout from "../../ui/wide-and-narrow.module.css";
import { FirstCards } from "../directories/first-cards.tsx";
import { ChangesByDay } from "./changes-by-day.tsx";
import { DeskHome } from "./desk-home.tsx";
import { DirectoriesBlock } from "./directories-block.tsx";
import classes from "./home.module.css";
import { TicketsBlock } from "./my-tickets.tsx";
import { NextBlock } from "./next-block.tsx";
import { PeopleBySite } from "./people-by-site.tsx";
import { SinceYesterday } from "./since-yesterday.tsx";
import { WaitingList } from "./waiting-list.tsx";

/** What waits, what broke, what changed. */
export function HomePage() {
  const { permissions } = useMe();
  return permissions.includes("directories:read") ? <AdministratorsHome /> : <DeskHome />;
}

function AdministratorsHome() {
  const home = useHome();
  return (
    <Page title="Home" subtitle="What waits for you, what changed, what is next.">
      <Loaded query={home} reading="what waits and what changed">
        {(data) => (isFirstStart(data) ? <FirstStart /> : <Blocks home={data} />)}
      </Loaded>
    </Page>
  );
}

function Blocks({ home }: { readonly home: Home }) {
  const { permissions } = useMe();
  return (
    <div className={`${layout.blocks} ${classes.blocks}`}>
      <div className={layout.column}>
        <Section title={home.waiting.length === 0 ? "Waiting for you" : `Waiting for you (${home.waiting.length.toLocaleString()})`}>
          <WaitingList items={home.waiting} directories={home.directories} hasPrimary />
        </Section>
        <Section title="Since yesterday" description="The last 24 hours, in all directories.">
          <SinceYesterday counts={home.sinceYesterday} />
        </Section>
        <ChangesByDay days={home.changesByDay} />
      </div>
      <div className={layout.column}>
        <DirectoriesBlock directories={home.directories} />
        <NextBlock next={home.next} />
        {permissions.includes("tickets:read") && <TicketsBlock />}
        <PeopleBySite sites={home.peopleBySite} />
      </div>
    </div>
  );
}

function FirstStart() {
  return (
    <Section
      title="Nothing is connected yet"
      description="Connect a directory, and Muster shows what it would change on the desk. It only reads until you say otherwise."
    >
      <FirstCards />
    </Section>
  );
}

function isFirstStart({ directories }: Home): boolean {
  return directories.healthy === 0 && directories.others.length === 0;
}
