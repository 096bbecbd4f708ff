import type { Home, WaitingItem } from "../../../src/api/v1/shapes/home.ts";
import { useHome } from "../../queries/home.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { LeftOut } from "./left-out.tsx";
import { WaitingList } from "./waiting-list.tsx";

const sections: readonly { readonly title: string; readonly kinds: readonly WaitingItem["kind"][]; readonly description: string }[] = [
  {
    title: "Failed or paused",
    kinds: ["reconnect", "failed"],
    description: "Nothing is read from these directories until somebody looks. Nothing is lost meanwhile.",
  },
  {
    title: "Approvals",
    kinds: ["approve", "review"],
    description: "Proposed changes. Nothing of them has been written yet.",
  },
  {
    title: "People to decide",
    kinds: ["decide"],
    description: "Muster does not guess who is whom. These people stay as they are until you say it.",
  },
  { title: "Set up", kinds: ["connect"], description: "Directories whose set-up is not finished." },
];

/** Everything that waits for a person, by what is asked of them. */
export function WaitingPage() {
  const home = useHome();
  return (
    <Page title="Waiting for you" crumbs={[{ label: "Directories", to: "/directories" }]} subtitle="Worst first. Each has one thing to do.">
      <Loaded query={home} reading="what waits for you">
        {(data) => <Waiting home={data} />}
      </Loaded>
      <LeftOut />
    </Page>
  );
}

function Waiting({ home }: { readonly home: Home }) {
  if (home.waiting.length === 0) return <WaitingList items={[]} directories={home.directories} />;
  return sections.map(({ title, kinds, description }) => {
    const items = home.waiting.filter((item) => kinds.includes(item.kind));
    if (items.length === 0) return null;
    return (
      <Section key={title} title={title} description={description}>
        <WaitingList items={items} directories={home.directories} hasPrimary={items[0] === home.waiting[0]} />
      </Section>
    );
  });
}
