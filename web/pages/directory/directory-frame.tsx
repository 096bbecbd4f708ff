import { Anchor, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { DraftBar } from "../../draft/draft-bar.tsx";
import { useDraft } from "../../draft/use-draft.ts";
import { connectionQuery } from "../../queries/connection.ts";
import { Empty } from "../../ui/empty.tsx";
import { IconArrowRight } from "../../ui/icons.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { HealthBadge } from "../../ui/state-badge.tsx";
import { accountOf } from "./account-of.ts";
import classes from "./directory-frame.module.css";
import { DirectoryTabs } from "./directory-tabs.tsx";
import { explainClosed, findTab, hasDraftBar } from "./tabs.ts";
import { useConnectionId } from "./use-connection-id.ts";

/** What all pages of one directory share: which directory it is, how it fares, the way between them, and the draft of its settings. */
export function DirectoryFrame() {
  const connectionId = useConnectionId();
  const query = useQuery(connectionQuery(connectionId));
  if (query.data !== undefined) return <Frame connection={query.data} />;
  return (
    <Page title="Directory" crumbs={[{ label: "Directories", to: "/directories" }]}>
      <Loaded query={query} reading="the directory">
        {() => null}
      </Loaded>
    </Page>
  );
}

function Frame({ connection }: { readonly connection: ConnectionView }) {
  const { pathname } = useLocation();
  const tab = findTab(pathname, connection.id);
  const closed = tab === null ? null : explainClosed(tab, connection);
  const hasBar = closed === null && hasDraftBar(tab);
  const { isDraft } = useDraft(connection.id);
  return (
    <div className={classes.frame}>
      <Head connection={connection} />
      <DirectoryTabs connection={connection} current={tab} />
      <div className={classes.page} data-draft={(hasBar && isDraft) || undefined}>
        {closed === null || tab === null ? <Outlet /> : <Closed tab={tab.label} connection={connection} because={closed} />}
      </div>
      {hasBar && <DraftBar connectionId={connection.id} />}
    </div>
  );
}

function Head({ connection }: { readonly connection: ConnectionView }) {
  const { openRun } = connection;
  return (
    <Group justify="space-between" align="flex-end" gap="xs">
      <div className={classes.who}>
        <nav aria-label="Where this directory stands" className={classes.crumb}>
          <PathLink href="/directories">Directories</PathLink>
        </nav>
        <Text component="div" className={classes.name} dir="auto">
          {connection.name}
        </Text>
        <Text component="div" size="sm" c="dimmed" dir="auto" className={classes.account}>
          {[connection.type, accountOf(connection)].join(" · ")}
        </Text>
      </div>
      <Group gap="md">
        <HealthBadge health={connection.health} says={connection.says} />
        {openRun !== null && (
          <Anchor component={PathLink} href={`/runs/${openRun.id}`} className={classes.openRun} title={openRun.sentence}>
            Proposed changes: plan {openRun.planNumber} <IconArrowRight size={14} aria-hidden />
          </Anchor>
        )}
        {connection.liveRunId !== null && (
          <Anchor component={PathLink} href={`/runs/${connection.liveRunId}`}>
            At work: run {connection.liveRunId}
          </Anchor>
        )}
      </Group>
    </Group>
  );
}

interface ClosedProps {
  readonly tab: string;
  readonly connection: ConnectionView;
  readonly because: string;
}

function Closed({ tab, connection, because }: ClosedProps) {
  return (
    <Page title={tab}>
      <Empty
        title="Not open yet"
        action={
          <Button component={PathLink} href={`/directories/${connection.id}/set-up`}>
            Continue the set-up
          </Button>
        }
      >
        {because}
      </Empty>
    </Page>
  );
}
